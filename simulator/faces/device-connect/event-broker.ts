import type { FaceSocket } from '../../wire/face-socket.ts'
import { extras } from './replies.ts'
import type { DeviceConnectSwitches } from './switches.ts'

/** An event as a plug-in sends it, before it is addressed. `attribute` is in the documents' spelling. */
export interface PluginEvent {
  readonly serviceId: string
  readonly attribute: string
  readonly fields: object
}

/**
 * Who gets which event. A receiver is a sessionKey (where the REST request had one) or an origin; one socket serves one receiver, and
 * when it closes every registration of that receiver is gone.
 */
export interface EventBroker {
  register(receiver: string, serviceId: string, attribute: string): void
  /** False when there was nothing to remove. */
  unregister(receiver: string, serviceId: string, attribute: string): boolean
  attach(receiver: string, socket: FaceSocket): void
  attached(receiver: string): FaceSocket | undefined
  send(event: PluginEvent): void
  registrations(): readonly Registration[]
}

export interface Registration {
  readonly receiver: string
  readonly serviceId: string
  /** In lower case. */
  readonly attribute: string
}

export function createEventBroker(switches: DeviceConnectSwitches): EventBroker {
  let registrations: Registration[] = []
  const sockets = new Map<string, FaceSocket>()

  function find(receiver: string, serviceId: string, attribute: string): Registration | undefined {
    return registrations.find(
      (known) =>
        known.receiver === receiver && known.serviceId === serviceId && known.attribute === attribute.toLowerCase(),
    )
  }

  return {
    register(receiver, serviceId, attribute) {
      if (find(receiver, serviceId, attribute)) return
      registrations.push({ receiver, serviceId, attribute: attribute.toLowerCase() })
    },
    unregister(receiver, serviceId, attribute) {
      const found = find(receiver, serviceId, attribute)
      registrations = registrations.filter((registration) => registration !== found)
      return found !== undefined
    },
    attach(receiver, socket) {
      sockets.set(receiver, socket)
      socket.onClose(() => {
        if (sockets.get(receiver) !== socket) return
        sockets.delete(receiver)
        registrations = registrations.filter((registration) => registration.receiver !== receiver)
      })
    },
    attached: (receiver) => sockets.get(receiver),
    send(event) {
      for (const { receiver, serviceId, attribute } of registrations) {
        if (serviceId !== event.serviceId || attribute !== event.attribute.toLowerCase()) continue
        sockets.get(receiver)?.send(JSON.stringify(addressed(event, receiver, switches)))
      }
    },
    registrations: () => registrations,
  }
}

/** The event as this receiver reads it. In the modern mode too `sessionKey` is there: it holds the receiver, which is the origin. */
function addressed(event: PluginEvent, receiver: string, switches: DeviceConnectSwitches): object {
  return {
    ...(switches.eventsCarryResult ? { result: 0 } : { sessionKey: receiver }),
    profile: 'phone',
    attribute: spelt(event.attribute, switches.eventAttributeCase),
    serviceId: event.serviceId,
    ...event.fields,
    // Real events may carry the plug-in's own token, which is none of the app's business.
    ...(switches.extraFields ? { accessToken: 'token-of-the-plug-in', ...extras(switches) } : {}),
  }
}

function spelt(attribute: string, manner: DeviceConnectSwitches['eventAttributeCase']): string {
  if (manner === 'lower') return attribute.toLowerCase()
  return manner === 'camel' && attribute === 'onconnect' ? 'onConnect' : attribute
}
