/** The error table of the Device Connect API (document "error"); negative codes exist only inside clients. */
const errorCodes = {
  unknown: 1,
  notSupportProfile: 2,
  notSupportAction: 3,
  notSupportAttribute: 4,
  emptyServiceId: 5,
  notFoundService: 6,
  timeout: 7,
  unknownAttribute: 8,
  lowBattery: 9,
  invalidRequestParameter: 10,
  authorization: 11,
  expiredAccessToken: 12,
  emptyAccessToken: 13,
  scope: 14,
  notFoundClientId: 15,
  illegalDeviceState: 16,
  illegalServerState: 17,
  invalidOrigin: 18,
  invalidUrl: 19,
  invalidProfile: 20,
  pluginDisabled: 21,
  pluginSuspended: 22,
} as const

export type ErrorName = keyof typeof errorCodes

/** ASSUMPTION: the documents give the codes; except for "phoneNumber is invalid." these sentences are ours. */
const defaultMessages: Record<ErrorName, string> = {
  unknown: 'Unknown error was encountered.',
  notSupportProfile: 'Non-supported Profile was accessed.',
  notSupportAction: 'Non-supported HTTP method was used.',
  notSupportAttribute: 'Non-supported Attribute was used.',
  emptyServiceId: 'serviceId is required.',
  notFoundService: 'Service is not found.',
  timeout: 'Response timeout.',
  unknownAttribute: 'Unknown attribute or interface was used.',
  lowBattery: 'The battery is too low.',
  invalidRequestParameter: 'Invalid parameter.',
  authorization: 'Authorization error.',
  expiredAccessToken: 'Access token is expired.',
  emptyAccessToken: 'Access token was required.',
  scope: 'The scope does not cover this API.',
  notFoundClientId: 'clientId is not found.',
  illegalDeviceState: 'The device is in a state that does not allow this.',
  illegalServerState: 'The server is in a state that does not allow this.',
  invalidOrigin: 'The specified origin was invalid.',
  invalidUrl: 'The URL was invalid.',
  invalidProfile: 'The profile name was invalid.',
  pluginDisabled: 'The plug-in is disabled.',
  pluginSuspended: 'The plug-in is suspended.',
}

/** An error reply. It travels with HTTP 200 unless `httpStatus` says otherwise. */
export class GotApiError extends Error {
  override readonly name = 'GotApiError'
  readonly errorName: ErrorName
  readonly errorCode: number
  readonly httpStatus: number

  constructor(errorName: ErrorName, message: string = defaultMessages[errorName], httpStatus = 200) {
    super(message)
    this.errorName = errorName
    this.errorCode = errorCodes[errorName]
    this.httpStatus = httpStatus
  }
}

/** The row of the table with this code. @throws Error when there is none */
export function errorOf(code: number): GotApiError {
  const found = (Object.keys(errorCodes) as ErrorName[]).find((name) => errorCodes[name] === code)
  if (!found) throw new Error(`The error table has no code ${code}.`)
  return new GotApiError(found)
}

/** ASSUMPTION: which status suits which error, for servers that mirror errors in the HTTP status (node-gotapi uses 400, 403 and 404). */
export function mirroredStatus(errorName: ErrorName): number {
  switch (errorName) {
    case 'notSupportProfile':
    case 'notSupportAttribute':
    case 'notFoundService':
    case 'unknownAttribute':
      return 404
    case 'authorization':
    case 'expiredAccessToken':
    case 'emptyAccessToken':
    case 'scope':
    case 'notFoundClientId':
    case 'invalidOrigin':
      return 403
    case 'notSupportAction':
    case 'emptyServiceId':
    case 'invalidRequestParameter':
    case 'invalidUrl':
    case 'invalidProfile':
      return 400
    case 'unknown':
    case 'timeout':
    case 'lowBattery':
    case 'illegalDeviceState':
    case 'illegalServerState':
    case 'pluginDisabled':
    case 'pluginSuspended':
      return 500
  }
}
