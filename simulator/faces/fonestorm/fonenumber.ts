/** How a callback reaches the app, as send_notify and receive_notify set it. */
export interface Registration {
  readonly url: string
  readonly method: CallbackMethod
  /** HTTP Basic, where the app gave a name. */
  readonly username?: string
  readonly password?: string
}

export const callbackMethods = ['GET', 'POST', 'JSON'] as const
export type CallbackMethod = (typeof callbackMethods)[number]

/** Which calls a callback tells of: those that the FoneNumber makes, or those that it gets. */
export type CallbackKind = 'send' | 'receive'

export const serviceTypes = ['Conference', 'Hangup', 'Busy', 'Reject'] as const
export const routingTypes = ['None', 'Device', 'Email', 'URL', 'Forward'] as const
export const recordModes = ['Default', 'Yes', 'No', 'InBound', 'OutBound'] as const

/** Where messages to a number go ("Update FoneNumber", which sets nothing else in 2.4). */
export interface MessageRouting {
  readonly type: (typeof routingTypes)[number]
  readonly value: string
  readonly urlMethod: string
}

/** One number of the account. */
export interface FoneNumber {
  readonly number: string
  readonly state: string
  readonly rateCenter: string
  service: { type: string; id: string }
  routing: MessageRouting
  readonly notify: Record<CallbackKind, Registration | null>
  /** What follows exists in the newer generation only. */
  label: string
  group: string
  recordCalls: (typeof recordModes)[number]
}

export function createFoneNumber(number: string): FoneNumber {
  return {
    number,
    ...placeOf(number),
    service: { type: '', id: '' },
    routing: { type: 'None', value: '', urlMethod: '' },
    notify: { send: null, receive: null },
    label: '',
    group: '',
    recordCalls: 'Default',
  }
}

function placeOf(number: string): { state: string; rateCenter: string } {
  return number.startsWith('321') ? { state: 'FL', rateCenter: 'Melbourne' } : { state: 'NY', rateCenter: 'New York' }
}

/** The `FoneNumber` object of the swagger file (2.4). */
export function documentObject(number: FoneNumber): object {
  const { sms, notify } = { sms: routingObject(number.routing), notify: notifyObjects(number) }
  return {
    ...{ fonenumber: number.number, state: number.state, rate_center: number.rateCenter, is_active: 'yes' },
    service: number.service,
    sms_options: { receive: sms, ...noNotify, sms_enabled: 'yes', mms_enabled: 'no' },
    voice_options: notify,
    fax_options: noNotify,
  }
}

/** The same in the newer generation: call_options in place of voice_options, and a type with every callback. */
export function newerObject(number: FoneNumber): object {
  const { send, receive } = number.notify
  const unset = typedNotify(null)
  return {
    ...{ fonenumber: number.number, label: number.label, group: number.group, record_calls: number.recordCalls },
    message_options: {
      receive: routingObject(number.routing),
      receive_notify: unset,
      send_notify: unset,
      messaging_enabled: 'yes',
    },
    call_options: {
      receive: { type: number.service.type, value: number.service.id },
      receive_notify: typedNotify(receive),
      send_notify: typedNotify(send),
    },
    fax_options: { receive_notify: unset, send_notify: unset },
    ...{ is_active: 'yes', rate_center: number.rateCenter, state: number.state },
  }
}

function notifyObjects({ notify }: FoneNumber): object {
  return { receive_notify: notifyObject(notify.receive), send_notify: notifyObject(notify.send) }
}

/** Name and password are not told. ASSUMPTION: where no callback is set, url and method are empty. */
function notifyObject(registration: Registration | null): { url: string; method: string } {
  return { url: registration?.url ?? '', method: registration?.method ?? '' }
}

const noNotify = { receive_notify: notifyObject(null), send_notify: notifyObject(null) }

function typedNotify(registration: Registration | null): object {
  return { type: registration ? 'Callback' : 'None', email: '', ...notifyObject(registration) }
}

function routingObject({ type, value, urlMethod }: MessageRouting): object {
  const only = (wanted: MessageRouting['type']): string => (type === wanted ? value : '')
  return {
    type,
    email: only('Email'),
    device: only('Device'),
    forward: only('Forward'),
    url: only('URL'),
    url_method: type === 'URL' ? urlMethod : '',
  }
}
