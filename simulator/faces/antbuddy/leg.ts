import { createHash } from 'node:crypto'
import type { Call } from '../../world/call.ts'
import { company, presentedNumber, type User, userAt } from './company.ts'

/**
 * One channel of the switch. A call has two: the A-leg to whoever began it, the B-leg to whoever is called. `direction` is as the switch
 * sees it: inbound comes to it, outbound goes out from it, whoever is at the far end.
 */
export interface Leg {
  readonly callId: string
  readonly direction: 'inbound' | 'outbound'
  readonly caller: Party
  readonly callee: Party
  /** `user@realm` */
  readonly from: string
  readonly to: string
  /** Whose SIP device is at the other end of this leg; absent: the telephone network. */
  readonly device?: User
  readonly createdAt: number
  otherLeg?: string
  answeredAt?: number
}

interface Party {
  readonly name: string
  readonly number: string
  /** `user@realm` */
  readonly address: string
  readonly user?: User
}

/** ASSUMPTION: calls from and to the telephone network carry the carrier's address (of the range kept for documents) where the realm is otherwise. */
const carrier = '203.0.113.10'

/** The leg that begins the call: from the network or a handset to the switch. */
export function callingLeg(call: Call, user: User, now: number): Leg {
  const { caller, callee } = partiesOf(call, user)
  return leg(call, 'a', 'inbound', caller, callee, caller.user, now)
}

/** The leg to whoever is called. */
export function calledLeg(call: Call, user: User, now: number): Leg {
  const { caller, callee } = partiesOf(call, user)
  return leg(call, 'b', 'outbound', caller, callee, callee.user, now)
}

/** A further leg for a call in that rings a second device too. */
export function groupLeg(call: Call, user: User, second: User, now: number): Leg {
  return leg(call, 'c', 'outbound', partiesOf(call, user).caller, partyOfUser(second), second, now)
}

/**
 * The A-leg of click-to-call: the switch itself calls our handset first. Seen alone it looks like a call in from the number that is to be
 * dialled, which Kazoo shows on the handset.
 */
export function ownPhoneLeg(call: Call, user: User, now: number): Leg {
  const { callee } = partiesOf(call, user)
  return leg(call, 'a', 'outbound', { ...callee, address: addressIn(callee.number) }, partyOfUser(user), user, now)
}

function leg(
  call: Call,
  which: 'a' | 'b' | 'c',
  direction: Leg['direction'],
  caller: Party,
  callee: Party,
  device: User | undefined,
  createdAt: number,
): Leg {
  const callId = createHash('sha1').update(`${call.id} ${call.startedAt} ${which}`).digest('hex').slice(0, 20)
  const ends = { caller, callee, from: caller.address, to: callee.address }
  return { callId, direction, ...ends, ...(device ? { device } : {}), createdAt }
}

function partiesOf(call: Call, user: User): { caller: Party; callee: Party } {
  const ours = partyOfUser(user)
  const other = userAt(call.number)
  if (call.direction === 'out') return { caller: ours, callee: other ? partyOfUser(other) : outsideParty(call) }
  // A call from the network comes to the company's number, and the switch sends it on to the user.
  return { caller: other ? partyOfUser(other) : outsideParty(call), callee: ours }
}

function partyOfUser(user: User): Party {
  return { name: user.name, number: user.sipUser, address: addressIn(user.sipUser), user }
}

function outsideParty(call: Call): Party {
  const number = presentedNumber(call.number)
  return { name: call.name ?? number, number, address: `${number}@${carrier}` }
}

function addressIn(name: string): string {
  return `${name}@${company.realm}`
}
