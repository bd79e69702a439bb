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
  deviceNotRegistered: {
    meaning: 'Your own phone is not signed in at the service, so nothing was called.',
    action: 'Switch your phone or softphone on, wait until it is registered, then call again.',
  },
  hash: {
    meaning: 'The service computes another signature: the app secret does not belong to the app ID.',
    action: 'Enter both again in the account’s details, as the developer page shows them.',
  },
  appId: {
    meaning: 'The service does not know this app ID.',
    action: 'Enter it again in the account’s details, as the developer page shows it.',
  },
  sipCredentials: {
    meaning: 'The SIP user or its password is not accepted.',
    action: 'Check both in the account’s details.',
  },
  secretMissing: {
    meaning: 'A password or key of this account is missing.',
    action: 'Enter it in the account’s details.',
  },
  accountId: {
    meaning: 'Live calls need the account ID of your organization.',
    action: 'Enter it in the account’s details; everything else works without it.',
  },
  eventsRefused: {
    meaning: 'The event server does not accept the sign-in for live calls.',
    action: 'Check SIP user, password and account ID in the account’s details.',
  },
  authCode: { meaning: 'The AuthCode is not accepted.', action: 'Copy it again from the API page of your console.' },
  urlKey: {
    meaning: 'The service knows no rule with this URL key.',
    action: 'Copy the key again from the rule’s URL into the account’s details.',
  },
  listInUse: {
    meaning: 'Another call through this rule is still under way.',
    action: 'Wait until it is done, then try again.',
  },
  credentials: {
    meaning: 'The user name or the password is wrong.',
    action: 'Enter both again in the account’s details.',
  },
  clientCredentials: {
    meaning: 'The client ID or the client secret is wrong.',
    action: 'Enter both again, as the page of your application shows them.',
  },
  applicationType: {
    meaning: 'The application is of another type.',
    action: 'Register one of the type “trusted” at the service.',
  },
  appAccess: {
    meaning: 'The application at the service has the access level “Call API” only.',
    action: 'Give it the level “All” at the service, or do without this.',
  },
  accessDenied: { meaning: 'Your user may not do this at the service.', action: 'Ask who administers the service.' },
  userBlocked: { meaning: 'Your user is blocked at the service.', action: 'Ask who administers the service.' },
  hourlyQuota: {
    meaning: 'The requests that the service allows in an hour are used up.',
    action: 'Wait until the next hour begins.',
  },
  concurrent: {
    meaning: 'Another history query of this account is still running at the service.',
    action: 'Wait until it is done; then try again.',
  },
  payment: { meaning: 'The account at the service has no credit.', action: 'Top it up at the service.' },
  portTaken: {
    meaning: 'Another program, perhaps a second Sidetone, uses the port that callbacks arrive at.',
    action: 'Close that program, then retry. Calling works all the same.',
  },
  recordingGone: {
    meaning: 'The service has no recording of this call any more.',
    action: 'Ask who administers the service how long recordings are kept.',
  },
  missingValue: { meaning: 'A value is missing.', action: 'Fill it in and try again.' },
  notAddress: {
    meaning: 'This is no complete web address.',
    action: 'Enter it as the service shows it, with https:// at the start.',
  },
  notSecure: {
    meaning: 'Passwords are sent to this address, so it must begin with https://.',
    action: 'Use the secure address of the server.',
  },
  credentialsInAddress: {
    meaning: 'The address has a password in it, which would be kept readable.',
    action: 'Remove it and use the fields for name and password.',
  },
  notARule: {
    meaning: 'The rule for dialing is none of the rules above.',
    action: 'Write its name exactly as in the list of rules.',
  },
  countryNotListed: {
    meaning: 'The service’s list has no such country.',
    action: 'Call this number through another account.',
  },
  notNumber: { meaning: 'This is no phone number.', action: 'Enter its digits.' },
  noDigits: { meaning: 'There are no digits in it.', action: 'Type a number.' },
  selfSigned: {
    meaning: 'The server shows a certificate that no known authority has signed.',
    action: 'Ask your administrator for the authority’s certificate. Nothing was sent.',
  },
  wrongHost: {
    meaning: 'The server’s certificate belongs to another address.',
    action: 'Check the server address. Nothing was sent.',
  },
}
