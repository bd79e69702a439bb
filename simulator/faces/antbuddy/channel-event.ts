import { company } from './company.ts'
import type { Leg } from './leg.ts'

export type ChannelEventName = 'CHANNEL_CREATE' | 'CHANNEL_ANSWER' | 'CHANNEL_DESTROY'

/**
 * One event of one leg, with the fields that Kazoo's blackhole document prints. ASSUMPTION: the vendor passes them on unchanged, and each leg
 * has those of the two examples' kinds.
 */
export interface ChannelEvent {
  readonly name: ChannelEventName
  readonly callId: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Seconds between the year 0 of the Gregorian calendar, from which Kazoo counts, and 1970. */
const gregorianOffset = 62_167_219_200

/**
 * @param now ms since 1970
 * @param timestampAsString Kazoo's document has a number, other releases a string
 */
export function channelEvent(
  name: ChannelEventName,
  leg: Leg,
  now: number,
  timestampAsString: boolean,
  hangupCause?: string,
): ChannelEvent {
  const timestamp = Math.floor(now / 1000) + gregorianOffset
  const payload = {
    'App-Name': 'ecallmgr',
    'App-Version': '0.8.0',
    'Call-Direction': leg.direction,
    'Call-ID': leg.callId,
    'Caller-ID-Name': leg.caller.name,
    'Caller-ID-Number': leg.caller.number,
    'Callee-ID-Name': leg.callee.name,
    'Callee-ID-Number': leg.callee.number,
    'Custom-Channel-Vars': customChannelVars(leg),
    'Custom-SIP-Headers': {},
    Disposition: leg.answeredAt === undefined ? 'DELAYED NEGOTIATION' : 'ANSWER',
    'Event-Category': 'call_event',
    'Event-Name': name,
    From: leg.from,
    'From-Uri': leg.from,
    'Media-Server': 'fs1.antbuddy.example',
    'Msg-ID': `${now}${leg.callId.slice(0, 6)}`,
    Node: 'ecallmgr@fs1.antbuddy.example',
    ...(leg.otherLeg === undefined ? {} : { 'Other-Leg-Call-ID': leg.otherLeg }),
    'Presence-ID': leg.device ? `${leg.device.extension}@${company.realm}` : leg.to,
    Request: leg.to,
    Timestamp: timestampAsString ? String(timestamp) : timestamp,
    To: leg.to,
    'To-Uri': leg.to,
    ...(hangupCause === undefined ? {} : ending(leg, now, hangupCause)),
  }
  return { name, callId: leg.callId, payload }
}

function customChannelVars({ device, callId, otherLeg, direction }: Leg): object {
  return {
    'Account-ID': company.accountId,
    'Account-Name': company.accountName,
    'Account-Realm': company.realm,
    'Bridge-ID': direction === 'outbound' ? (otherLeg ?? callId) : callId,
    'Channel-Authorized': 'true',
    Realm: company.realm,
    ...(device
      ? {
          'Authorizing-ID': device.deviceId,
          'Authorizing-Type': 'device',
          'Owner-ID': device.ownerId,
          Username: device.sipUser,
        }
      : { 'Authorizing-Type': 'resource', 'Global-Resource': 'false' }),
  }
}

/** Numbers are strings here, as in Kazoo's example. */
function ending({ createdAt, answeredAt }: Leg, now: number, hangupCause: string): object {
  function seconds(from: number, to: number): string {
    return String(Math.round((to - from) / 1000))
  }
  return {
    'Hangup-Cause': hangupCause,
    'Duration-Seconds': seconds(createdAt, now),
    'Billing-Seconds': answeredAt === undefined ? '0' : seconds(answeredAt, now),
    'Ringing-Seconds': seconds(createdAt, answeredAt ?? now),
  }
}
