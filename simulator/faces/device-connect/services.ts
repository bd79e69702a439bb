import { GotApiError } from './errors.ts'
import { extras } from './replies.ts'
import type { DeviceConnectSwitches } from './switches.ts'

/** Something that a plug-in of the manager offers. Ids look like the Android host plug-in's. */
export interface Service {
  readonly id: string
  readonly name: string
  readonly online: boolean
  readonly profiles: readonly string[]
}

export const phoneServiceId = 'Host.5f2c8a1d0b7e4936.localhost.deviceconnect.org'

const phone: Service = {
  id: phoneServiceId,
  name: '田中のスマートフォン',
  online: true,
  profiles: ['serviceinformation', 'battery', 'phone'],
}

const lamp: Service = {
  id: 'Hue.0017882a4b6c.localhost.deviceconnect.org',
  name: 'Desk lamp',
  online: true,
  profiles: ['serviceinformation', 'light'],
}

const sleepingPhone: Service = {
  id: 'Host.9e01d3c47aa25b68.localhost.deviceconnect.org',
  name: 'Old phone in the drawer',
  online: false,
  profiles: ['serviceinformation', 'phone'],
}

export function servicesOf(switches: DeviceConnectSwitches): readonly Service[] {
  return switches.otherServices ? [lamp, sleepingPhone, phone] : [phone]
}

/**
 * The service a request names, if it is there and has the profile.
 * @throws GotApiError 5, 6, 2 or 16
 */
export function findService(serviceId: string | null, profile: string, switches: DeviceConnectSwitches): Service {
  if (!serviceId) throw new GotApiError('emptyServiceId')
  const service = servicesOf(switches).find((candidate) => candidate.id === serviceId)
  if (!service) throw new GotApiError('notFoundService')
  if (!service.profiles.includes(profile)) throw new GotApiError('notSupportProfile')
  // ASSUMPTION: the documents do not say what an offline service answers.
  if (!service.online) throw new GotApiError('illegalDeviceState', 'The service is offline.')
  return service
}

/** The reply of servicediscovery. */
export function discoveryFields(switches: DeviceConnectSwitches): object {
  return {
    services: servicesOf(switches).map((service) => ({
      [switches.serviceIdKey]: service.id,
      name: service.name,
      type: 'WiFi',
      online: service.online,
      config: '',
      scopes: service.profiles,
      ...extras(switches),
    })),
  }
}

/** The reply of serviceinformation: the profiles, and for the phone which paths it knows. */
export function informationFields(service: Service, switches: DeviceConnectSwitches): object {
  const supportApis = service.profiles.includes('phone') ? { phone: phoneDescription(switches) } : {}
  return { supports: service.profiles, supportApis, connect: { wifi: service.online, bluetooth: false, nfc: false } }
}

function phoneDescription(switches: DeviceConnectSwitches): object {
  const event = { get: operation('event'), put: operation('event'), delete: operation('event') }
  const endings = { '/rejectCall': { post: operation('one-shot') }, '/endCall': { post: operation('one-shot') } }
  const newer = {
    '/callState': { get: operation('one-shot') },
    ...(switches.callControl === 'none' ? {} : { '/acceptCall': { post: operation('one-shot') } }),
    ...(switches.callControl === 'full' ? endings : {}),
    [`/${switches.newerEventSpelling}`]: event,
  }
  return {
    swagger: '2.0',
    info: { title: 'Phone Profile', version: '1.0' },
    basePath: '/gotapi/phone',
    paths: {
      '/call': { post: operation('one-shot') },
      '/onConnect': event,
      '/set': { put: operation('one-shot') },
      ...(switches.newerAttributes ? newer : {}),
    },
  }
}

function operation(type: 'one-shot' | 'event'): object {
  return { 'x-type': type, summary: '', parameters: [], responses: { 200: { description: '' } } }
}
