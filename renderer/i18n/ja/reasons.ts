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
  deviceNotRegistered: {
    meaning: '自分の電話がサービスに登録されていないため、発信されませんでした。',
    action: '電話機またはソフトフォンを起動し、登録されてからもう一度発信してください。',
  },
  hash: {
    meaning: 'サービス側の署名と一致しません。アプリシークレットがアプリ ID と対応していません。',
    action: '開発者ページの値を、編集画面で両方とも入力し直してください。',
  },
  appId: {
    meaning: 'このアプリ ID はサービスに登録されていません。',
    action: '開発者ページの値を、編集画面で入力し直してください。',
  },
  sipCredentials: {
    meaning: 'SIP ユーザーまたはパスワードが受け付けられませんでした。',
    action: '編集画面で両方を確認してください。',
  },
  secretMissing: {
    meaning: 'このアカウントのパスワードまたはキーがありません。',
    action: '編集画面で入力してください。',
  },
  accountId: {
    meaning: '通話の通知には、組織のアカウント ID が必要です。',
    action: '編集画面で入力してください。ほかの機能はなくても使えます。',
  },
  eventsRefused: {
    meaning: 'イベントサーバーが通話通知のサインインを受け付けませんでした。',
    action: '編集画面で SIP ユーザー、パスワード、アカウント ID を確認してください。',
  },
  authCode: {
    meaning: 'AuthCode が受け付けられませんでした。',
    action: '管理画面の API ページからもう一度コピーしてください。',
  },
  urlKey: {
    meaning: 'この URL キーのルールはサービスにありません。',
    action: 'ルールの URL からキーをコピーし直し、編集画面で入力してください。',
  },
  listInUse: {
    meaning: 'このルールで別の発信がまだ進行中です。',
    action: '終わるのを待ってから、もう一度お試しください。',
  },
  credentials: {
    meaning: 'ユーザー名またはパスワードが正しくありません。',
    action: '編集画面で両方を入力し直してください。',
  },
  clientCredentials: {
    meaning: 'クライアント ID またはシークレットが正しくありません。',
    action: 'アプリケーションのページの値を入力し直してください。',
  },
  applicationType: {
    meaning: 'アプリケーションの種類が異なります。',
    action: 'サービス側で「trusted」タイプのアプリケーションを登録してください。',
  },
  appAccess: {
    meaning: 'サービス側のアプリケーションの権限が「Call API」だけです。',
    action: 'サービス側で権限を「All」にするか、この機能なしで使ってください。',
  },
  accessDenied: {
    meaning: 'サービス側でこの操作が許可されていません。',
    action: 'サービスの管理者に確認してください。',
  },
  userBlocked: { meaning: 'サービス側でユーザーが停止されています。', action: 'サービスの管理者に確認してください。' },
  hourlyQuota: {
    meaning: '1 時間あたりに許可されたリクエスト数を使い切りました。',
    action: '次の 1 時間が始まるまでお待ちください。',
  },
  concurrent: {
    meaning: 'このアカウントの別の履歴検索がサービス側で実行中です。',
    action: '終わるのを待ってから、もう一度お試しください。',
  },
  payment: { meaning: 'サービスの残高が不足しています。', action: 'サービス側で残高を追加してください。' },
  portTaken: {
    meaning: 'コールバックを受けるポートを別のプログラムが使っています。Sidetone の二重起動かもしれません。',
    action: 'そのプログラムを終了して再試行してください。発信はそのまま使えます。',
  },
  recordingGone: {
    meaning: 'この通話の録音はサービスに残っていません。',
    action: '録音の保存期間をサービスの管理者に確認してください。',
  },
  missingValue: { meaning: '値が入力されていません。', action: '入力してもう一度お試しください。' },
  notAddress: {
    meaning: '完全なウェブアドレスではありません。',
    action: 'https:// から始まる形で、サービスの表示どおりに入力してください。',
  },
  notSecure: {
    meaning: 'パスワードを送るアドレスなので、https:// で始まる必要があります。',
    action: 'サーバーの安全なアドレスを使ってください。',
  },
  credentialsInAddress: {
    meaning: 'アドレスにパスワードが含まれており、読める形で保存されてしまいます。',
    action: '取り除いて、名前とパスワードの欄を使ってください。',
  },
  notARule: {
    meaning: '発信用ルールが、上のルールの中にありません。',
    action: 'ルール一覧と同じ名前を正確に入力してください。',
  },
  countryNotListed: { meaning: 'サービスの国一覧にない国です。', action: '別のアカウントで発信してください。' },
  notNumber: { meaning: '電話番号ではありません。', action: '数字で入力してください。' },
  noDigits: { meaning: '数字が含まれていません。', action: '番号を入力してください。' },
  selfSigned: {
    meaning: 'サーバーの証明書が既知の認証局によって署名されていません。',
    action: '認証局の証明書について管理者に確認してください。何も送信されていません。',
  },
  wrongHost: {
    meaning: 'サーバーの証明書は別のアドレスのものです。',
    action: 'サーバーアドレスを確認してください。何も送信されていません。',
  },
}
