/** For every failure code: what happened, what it means, what to do. `{host}` is the server's name or `service`. */
export const failures = {
  service: 'the service',
  vendorSaid: 'The service said: “{message}”',
  trace: 'Reference: {trace}',
  retryAfter: 'Sidetone tries again in {seconds} second. | Sidetone tries again in {seconds} seconds.',
  field: 'Field: {field}',
  outcomeUnknown: {
    title: 'It is not known whether the call went through',
    meaning: 'The answer of {host} was lost on the way. The call may have been placed.',
    action: 'Look at your phone before you try again.',
  },
  authRejected: {
    title: 'Sign-in refused',
    meaning: '{host} does not accept these credentials.',
    action: 'Check the account’s user name and password in the settings.',
  },
  authExpired: {
    title: 'Sign-in expired',
    meaning: '{host} asks you to sign in again.',
    action: 'Retry. If that does not help, enter the credentials again.',
  },
  netOffline: {
    title: 'Not reachable',
    meaning: '{host} cannot be reached from this computer.',
    action: 'Check the network and the server address.',
  },
  netTimeout: { title: 'No answer', meaning: '{host} did not answer in time.', action: 'Try again in a moment.' },
  netTls: {
    title: 'Connection not secure',
    meaning: 'The certificate of {host} could not be trusted.',
    action: 'Ask your administrator. Nothing was sent.',
  },
  rateLimited: {
    title: 'Too many requests',
    meaning: '{host} wants fewer requests.',
    action: 'Wait a little before you try again.',
  },
  providerUnavailable: {
    title: 'Service out of order',
    meaning: '{host} reports a problem of its own.',
    action: 'Try again later.',
  },
  providerProtocol: {
    title: 'Answer not understood',
    meaning: '{host} answered in a way Sidetone does not know.',
    action: 'Check the server address. If it is right, report this.',
  },
  providerRefused: {
    title: 'The service said no',
    meaning: '{host} did not carry this out.',
    action: 'Check the number and what your account may do.',
  },
  callWrongState: {
    title: 'No longer possible',
    meaning: 'The call has moved on in the meantime.',
    action: 'Look at its present state.',
  },
  unsupported: {
    title: 'Not offered',
    meaning: 'This service or device cannot do that.',
    action: 'Use the phone itself, or another account.',
  },
  notFound: {
    title: 'Not found',
    meaning: 'What was asked for no longer exists.',
    action: 'Check the account’s details.',
  },
  inputInvalid: {
    title: 'Please check what was entered',
    meaning: 'Something in it cannot be used.',
    action: 'Correct it and try again.',
  },
  vaultUnavailable: {
    title: 'No keychain',
    meaning: 'The system keychain cannot be opened.',
    action: 'Unlock it, or start the keychain service of your system.',
  },
  vaultUnreadable: {
    title: 'Password not readable',
    meaning: 'The keychain does not hand out this account’s password.',
    action: 'Enter the password again in the account’s details.',
  },
  storeUnavailable: {
    title: 'Data folder not usable',
    meaning: 'Settings or history cannot be read or written.',
    action: 'Check free disk space and the folder’s permissions.',
  },
  bug: {
    title: 'Something went wrong in Sidetone',
    meaning: 'This should not have happened.',
    action: 'Try again. If it comes back, report it with the reference below.',
  },
}
