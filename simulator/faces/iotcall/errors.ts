/** ASSUMPTION: the manual names no error. Statuses are those of its framework (its replies come from PHP behind nginx), sentences are ours. */
const sentences = {
  401: '認証に失敗しました。',
  403: 'このアカウントは有効ではありません。',
  404: '指定されたページは存在しません。',
  405: 'このメソッドは利用できません。',
  422: '入力内容に誤りがあります。',
} as const

type ErrorStatus = keyof typeof sentences

/** A request that is refused. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: ErrorStatus

  constructor(status: ErrorStatus, message: string = sentences[status]) {
    super(message)
    this.status = status
  }
}
