export const app = {
  name: 'Sidetone',
  loading: 'Loading…',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  retry: 'Retry',
  optional: 'optional',
  notices: 'Notices',
  copied: 'Number copied',
  secretsThisRunOnly:
    'No keychain was found on this computer. Passwords are kept until you quit Sidetone and must then be typed again.',
}

export const connection = {
  label: 'Connection',
  idle: 'Ready',
  noLiveCalls: 'No live calls',
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
  refused: 'Refused',
  waitingForPerson: 'Waiting for you on the device',
  waitingMeaning: 'A question is shown on the device of “{account}”. Accept it there to go on.',
  accountState: '{account}: {state}',
}

export const ringer = {
  label: 'Ringer mode',
  silent: 'Silent',
  manner: 'Manner',
  sound: 'Sound',
  accountMode: '{account}: {mode}',
  assumed: 'Assumed: the device cannot tell',
  unknown: 'Unknown until set here',
  failed: 'The ringer of “{account}” was not changed',
}
