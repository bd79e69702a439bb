/** Where a failure's reason is known, what it means more exactly, and what helps then. */
export const reasons = {
  dialogRefused: {
    meaning: 'The request was declined on the device.',
    action: 'Retry, and accept the question on the device.',
  },
  dialogUnanswered: {
    meaning: 'Nobody answered the question on the device.',
    action: 'Retry, and accept the question on the device.',
  },
  origin: {
    meaning: 'The device does not accept this app’s origin.',
    action: 'Allow it in the device’s settings, or change the origin in the account’s details.',
  },
  token: {
    meaning: 'The access token is no longer accepted.',
    action: 'Retry. If that does not help, enter it again in the account’s details.',
  },
  noPhone: {
    meaning: 'The server was reached, but it has no phone that is online.',
    action: 'Switch the phone function on there, then retry.',
  },
  deviceOffline: {
    meaning: 'The chosen device is not online.',
    action: 'Switch it on, or choose another in the account’s details.',
  },
  deviceUnknown: {
    meaning: 'The chosen device is not known to the server.',
    action: 'Choose another in the account’s details, or leave that field empty.',
  },
  lowBattery: { meaning: 'The battery of the device is too low.', action: 'Charge it, then try again.' },
  switchedOff: {
    meaning: 'The phone function is switched off on the device.',
    action: 'Switch it on there, then try again.',
  },
  phonePermission: {
    meaning: 'The device was not permitted to use its phone.',
    action: 'Allow it in the settings of the device.',
  },
  severalNumbers: { meaning: 'There are several numbers in this text.', action: 'Choose the one to call.' },
  digitsOnly: { meaning: 'This service dials digits only.', action: 'Type the number without other signs.' },
  diskFull: { meaning: 'The disk is full.', action: 'Make room, then try again.' },
  noAccess: {
    meaning: 'The data folder must not be written.',
    action: 'Check the permissions of the folder.',
  },
  newerVersion: {
    meaning: 'The data was written by a newer Sidetone.',
    action: 'Install that version again, or use another data folder.',
  },
}
