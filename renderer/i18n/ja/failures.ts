export const failures = {
  service: 'サービス',
  vendorSaid: 'サービスからのメッセージ：「{message}」',
  trace: '参照番号：{trace}',
  retryAfter: '{seconds} 秒後に自動で再試行します。',
  field: '項目：{field}',
  outcomeUnknown: {
    title: '発信できたかどうか不明です',
    meaning: '{host} からの応答が途中で失われました。発信された可能性があります。',
    action: 'もう一度かける前に、電話機を確認してください。',
  },
  authRejected: {
    title: 'サインインが拒否されました',
    meaning: 'この認証情報は {host} に受け付けられませんでした。',
    action: '設定でアカウントのユーザー名とパスワードを確認してください。',
  },
  authExpired: {
    title: 'サインインの有効期限切れ',
    meaning: '{host} が再度サインインを求めています。',
    action: '再試行してください。解決しない場合は認証情報を入力し直してください。',
  },
  netOffline: {
    title: '接続できません',
    meaning: 'このコンピューターから {host} に接続できません。',
    action: 'ネットワークとサーバーアドレスを確認してください。',
  },
  netTimeout: {
    title: '応答がありません',
    meaning: '{host} から時間内に応答がありませんでした。',
    action: '少し待ってから再試行してください。',
  },
  netTls: {
    title: '安全に接続できません',
    meaning: '{host} の証明書を信頼できませんでした。',
    action: '管理者に問い合わせてください。何も送信していません。',
  },
  rateLimited: {
    title: 'リクエストが多すぎます',
    meaning: '{host} がリクエストを制限しています。',
    action: '少し待ってから再試行してください。',
  },
  providerUnavailable: {
    title: 'サービス障害',
    meaning: '{host} 側で問題が発生しています。',
    action: '後でもう一度お試しください。',
  },
  providerProtocol: {
    title: '応答を理解できません',
    meaning: '{host} から未知の形式の応答がありました。',
    action: 'サーバーアドレスを確認してください。正しければ報告してください。',
  },
  providerRefused: {
    title: 'サービスに断られました',
    meaning: '{host} はこの操作を実行しませんでした。',
    action: '番号とアカウントの権限を確認してください。',
  },
  callWrongState: {
    title: 'この操作はもうできません',
    meaning: '通話の状態がすでに変わっています。',
    action: '現在の状態を確認してください。',
  },
  unsupported: {
    title: '対応していません',
    meaning: 'このサービスまたは端末ではできません。',
    action: '電話機を直接操作するか、別のアカウントを使ってください。',
  },
  notFound: {
    title: '見つかりません',
    meaning: '対象はすでに存在しません。',
    action: 'アカウントの内容を確認してください。',
  },
  inputInvalid: {
    title: '入力内容を確認してください',
    meaning: '使えない内容が含まれています。',
    action: '修正してもう一度お試しください。',
  },
  vaultUnavailable: {
    title: 'キーチェーンがありません',
    meaning: 'システムのキーチェーンを開けません。',
    action: 'ロックを解除するか、キーチェーンのサービスを起動してください。',
  },
  vaultUnreadable: {
    title: 'パスワードを読み出せません',
    meaning: 'キーチェーンからこのアカウントのパスワードを取得できません。',
    action: 'アカウントの編集画面でパスワードを入力し直してください。',
  },
  storeUnavailable: {
    title: 'データフォルダーを使えません',
    meaning: '設定や履歴を読み書きできません。',
    action: 'ディスクの空き容量とフォルダーの権限を確認してください。',
  },
  bug: {
    title: 'Sidetone の内部で問題が発生しました',
    meaning: '起きてはならない問題です。',
    action: 'もう一度お試しください。再発する場合は下の参照番号を添えて報告してください。',
  },
}
