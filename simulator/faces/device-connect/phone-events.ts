import type { Call } from '../../world/call.ts'
import type { Fact } from '../../world/exchange.ts'
import type { PluginEvent } from './event-broker.ts'
import { phoneServiceId } from './services.ts'
import type { DeviceConnectSwitches } from './switches.ts'

/** phoneStatus.state: 0 started, 1 failed, 2 finished (document "websocket/phone"). */
export type PhoneState = 0 | 1 | 2

/** callState of the newer attributes. */
export type CallStateWord = 'ringing' | 'dialing' | 'active' | 'on-hold' | 'standby'

/** What the phone reports about a fact, by what its make reports at all. */
export function eventsOf(fact: Fact, switches: DeviceConnectSwitches): PluginEvent[] {
  const state = phoneState(fact, switches.deviceProfile)
  const { number: phoneNumber } = fact.call
  const events: PluginEvent[] = []
  if (state !== undefined) {
    events.push({ serviceId: phoneServiceId, attribute: 'onconnect', fields: { phoneStatus: { phoneNumber, state } } })
  }
  if (switches.newerAttributes) {
    const fields = { state: callStateWord(fact.call), phoneNumber }
    events.push({ serviceId: phoneServiceId, attribute: switches.newerEventSpelling, fields })
  }
  return events
}

/** onconnect speaks of outgoing calls only. */
function phoneState(fact: Fact, profile: DeviceConnectSwitches['deviceProfile']): PhoneState | undefined {
  if (fact.call.direction === 'in') return undefined
  switch (profile) {
    case 'android':
      return fact.kind === 'started' ? 0 : undefined
    case 'ios':
      return iosState(fact)
    // ASSUMPTION: "started" is when the phone dials, as on Android, not when the call is answered, as on an iPhone.
    case 'full':
      if (fact.kind === 'started') return 0
      return fact.kind === 'ended' ? endState(fact.call) : undefined
  }
}

/** An iPhone tells connect (0) and disconnect (2). ASSUMPTION: a call that was never connected is disconnected all the same. */
function iosState({ kind }: Fact): PhoneState | undefined {
  if (kind === 'answered') return 0
  return kind === 'ended' ? 2 : undefined
}

/** ASSUMPTION: what counts as failed is not stated; here a call that the other side or the network did not let happen. */
function endState(call: Call): PhoneState {
  return call.result === 'answered' || call.result === 'cancelled' ? 2 : 1
}

export function callStateWord(call: Call | undefined): CallStateWord {
  switch (call?.state) {
    case 'dialing':
    case 'ringing':
    case 'active':
      return call.state
    case 'held':
      return 'on-hold'
    case 'ended':
    case undefined:
      return 'standby'
  }
}
