import { presented } from './map.ts'
import type { ChannelPayload } from './wire.ts'

/** Seconds between the year 0 of the Gregorian calendar, from which Kazoo counts, and 1970. */
const gregorianOffset = 62_167_219_200

export type EventName = 'CHANNEL_CREATE' | 'CHANNEL_ANSWER' | 'CHANNEL_DESTROY'
const eventNames: readonly EventName[] = ['CHANNEL_CREATE', 'CHANNEL_ANSWER', 'CHANNEL_DESTROY']

/**
 * Who is at the end of a channel. The switch counts from itself: "inbound" comes to it, "outbound" goes out from it, so a call from our own handset is inbound.
 *
 *   inbound   our handset ──from-us──►  switch          somebody ──from-far──► switch
 *   outbound  switch ──own-phone──► our handset         switch ──far──► somebody
 */
export type LegRole = 'from-us' | 'from-far' | 'own-phone' | 'far'

/** An event of one channel, as far as it concerns us. Times in milliseconds since 1970. */
export interface LegEvent {
  readonly name: EventName
  readonly callId: string
  /** The other channels of the same call, as far as the event names them. */
  readonly joined: readonly string[]
  readonly role: LegRole
  /** The other side of the call names our device, though this channel ends elsewhere. */
  readonly concernsUs: boolean
  /** Whoever is not us; empty when withheld or not told. */
  readonly number: string
  readonly displayName: string
  readonly at: number
  readonly cause?: string
  readonly durationSeconds?: number
  readonly billingSeconds?: number
}

/** @param eventName what the frame called it; the payload's own word counts where there is one */
export function readLegEvent(
  eventName: string,
  payload: ChannelPayload,
  sipUser: string,
  now: number,
): LegEvent | undefined {
  const name = eventNames.find((known) => known === (payload['Event-Name'] ?? eventName).toUpperCase())
  if (name === undefined) return undefined
  const isUs = (text: string | null | undefined) => userOf(text).toLowerCase() === sipUser.toLowerCase()
  const byUs = isUs(payload.From) || isUs(payload['Caller-ID-Number'])
  const toUs = isUs(payload.To) || isUs(payload.Request) || isUs(payload['Callee-ID-Number'])
  const device = isUs(payload['Custom-Channel-Vars']?.Username)
  const role = roleOf(payload['Call-Direction'] ?? '', byUs, toUs, device)
  const outwards = role === 'from-us' || (role === 'far' && byUs)
  const candidates = outwards
    ? [payload['Callee-ID-Number'], payload.To, payload.Request]
    : [payload['Caller-ID-Number'], payload.From]
  const number = candidates.filter((text) => !isUs(text)).map((text) => presented(userOf(text)))
  const displayName = payload[outwards ? 'Callee-ID-Name' : 'Caller-ID-Name']?.trim() ?? ''
  const cause = payload['Hangup-Cause']?.trim().toUpperCase()
  return {
    name,
    callId: payload['Call-ID'],
    joined: [payload['Other-Leg-Call-ID'], payload['Custom-Channel-Vars']?.['Bridge-ID']].filter(
      (id): id is string => typeof id === 'string' && id !== '' && id !== payload['Call-ID'],
    ),
    role,
    concernsUs: byUs || toUs || device,
    number: number.find((text) => text !== '') ?? '',
    displayName: isUs(displayName) ? '' : presented(displayName),
    at: timeOf(payload.Timestamp, now),
    ...(cause && { cause }),
    ...secondsOf(payload),
  }
}

function roleOf(direction: string, byUs: boolean, toUs: boolean, device: boolean): LegRole {
  switch (direction.toLowerCase()) {
    case 'inbound':
      return byUs || (device && !toUs) ? 'from-us' : 'from-far'
    case 'outbound':
      return toUs || (device && !byUs) ? 'own-phone' : 'far'
    default:
      // Not told: a channel that names us as the caller is ours.
      return byUs ? 'from-us' : toUs ? 'own-phone' : 'far'
  }
}

/** `user@realm`, `sip:user@realm` or the user alone. */
function userOf(text: string | null | undefined): string {
  return (
    (text ?? '')
      .trim()
      .replace(/^sips?:/i, '')
      .split('@')[0] ?? ''
  )
}

/** Gregorian seconds, in later releases microseconds; a server that counts from 1970 is understood too. */
function timeOf(timestamp: number | null | undefined, now: number): number {
  if (typeof timestamp !== 'number') return now
  const value = timestamp > 1e15 ? timestamp / 1e6 : timestamp
  if (value > gregorianOffset && value < 2 * gregorianOffset) return Math.round((value - gregorianOffset) * 1000)
  if (value > 1e9 && value < 1e10) return Math.round(value * 1000)
  return value > 1e12 && value < 1e13 ? Math.round(value) : now
}

function secondsOf(payload: ChannelPayload): Pick<LegEvent, 'durationSeconds' | 'billingSeconds'> {
  const duration = payload['Duration-Seconds']
  const billing = payload['Billing-Seconds']
  return {
    ...(typeof duration === 'number' && { durationSeconds: duration }),
    ...(typeof billing === 'number' && { billingSeconds: billing }),
  }
}
