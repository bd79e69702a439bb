export const app = {
  name: 'Sidetone',
  loading: '読み込み中…',
  back: '戻る',
  close: '閉じる',
  cancel: 'キャンセル',
  save: '保存',
  retry: '再試行',
  optional: '任意',
  notices: 'お知らせ',
  copied: '番号をコピーしました',
  secretsThisRunOnly:
    'このコンピューターにはキーチェーンがありません。パスワードは Sidetone の終了時に消えるため、次回もう一度入力してください。',
}

export const connection = {
  label: '接続',
  idle: '準備完了',
  noLiveCalls: '通話の通知なし',
  connecting: '接続中',
  live: '接続済み',
  reconnecting: '再接続中',
  offline: 'オフライン',
  refused: '接続拒否',
  waitingForPerson: '端末での操作を待っています',
  waitingMeaning: '「{account}」の端末に確認画面が表示されています。端末で許可すると先へ進みます。',
  accountState: '{account}：{state}',
}

export const ringer = {
  label: '着信モード',
  silent: 'サイレント',
  manner: 'マナー',
  sound: '着信音',
  accountMode: '{account}：{mode}',
  assumed: '推定（端末からは確認できません）',
  unknown: 'ここで設定するまで不明です',
  failed: '「{account}」の着信モードは変更されていません',
}
