export const reasons = {
  dialogRefused: {
    meaning: '端末で許可されませんでした。',
    action: '再試行し、端末の確認画面で許可してください。',
  },
  dialogUnanswered: {
    meaning: '端末の確認画面に応答がありませんでした。',
    action: '再試行し、端末の確認画面で許可してください。',
  },
  origin: {
    meaning: 'このアプリのオリジンは端末に受け付けられませんでした。',
    action: '端末の設定で許可するか、アカウントの編集画面でオリジンを変更してください。',
  },
  token: {
    meaning: 'アクセストークンが受け付けられなくなりました。',
    action: '再試行してください。解決しない場合は編集画面で入力し直してください。',
  },
  noPhone: {
    meaning: 'サーバーには接続できましたが、オンラインの電話がありません。',
    action: 'サーバー側で電話機能を有効にして再試行してください。',
  },
  deviceOffline: {
    meaning: '選択した端末はオンラインではありません。',
    action: '電源を入れるか、編集画面で別の端末を選んでください。',
  },
  deviceUnknown: {
    meaning: '選択した端末がサーバーに見つかりません。',
    action: '編集画面で別の端末を選ぶか、欄を空にしてください。',
  },
  lowBattery: { meaning: '端末の電池残量が不足しています。', action: '充電してからもう一度お試しください。' },
  switchedOff: {
    meaning: '端末で電話機能が無効になっています。',
    action: '端末で有効にしてからもう一度お試しください。',
  },
  phonePermission: {
    meaning: '端末に電話の使用が許可されていません。',
    action: '端末の設定で許可してください。',
  },
  severalNumbers: { meaning: 'この文字列には番号が複数あります。', action: '発信する番号を選んでください。' },
  digitsOnly: {
    meaning: 'このサービスは数字だけの番号に発信できます。',
    action: '記号を除いて入力してください。',
  },
  diskFull: { meaning: 'ディスクに空きがありません。', action: '空きを作ってからもう一度お試しください。' },
  noAccess: { meaning: 'データフォルダーに書き込めません。', action: 'フォルダーの権限を確認してください。' },
  newerVersion: {
    meaning: 'データは新しいバージョンの Sidetone で作成されています。',
    action: '新しいバージョンを入れ直すか、別のデータフォルダーを使ってください。',
  },
}
