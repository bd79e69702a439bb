import type { FaceHost } from '../face.ts'
import type { AuthTokens } from './auth-tokens.ts'
import type { CallRecords } from './call-records.ts'
import type { ClickToCall } from './click-to-call.ts'
import type { MediaHost } from './media-host.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { Switchboard } from './switchboard.ts'
import type { AntBuddySwitches } from './switches.ts'
import type { AntBuddyVerbs } from './verbs.ts'

export interface VerbParts {
  readonly host: FaceHost<AntBuddySwitches>
  readonly colleagueLineId: string
  readonly tokens: AuthTokens
  readonly records: CallRecords
  readonly media: MediaHost
  readonly clickToCall: ClickToCall
  readonly subscriptions: Subscriptions
  readonly switchboard: Switchboard
}

export function createVerbs(parts: VerbParts): AntBuddyVerbs {
  const { media, tokens, records, clickToCall, subscriptions, switchboard, colleagueLineId } = parts
  const { exchange, line } = parts.host
  return {
    pickUp: ({ call } = {}) => clickToCall.pickUp(call),
    answerElsewhere({ call: id } = {}) {
      const ringing = exchange
        .liveCalls(line.id)
        .findLast((call) => call.direction === 'in' && call.state === 'ringing' && (id ?? call.id) === call.id)
      if (!ringing) throw new Error('No call in rings here.')
      switchboard.answerElsewhere(ringing)
      records.takenByColleague(ringing.id)
      return exchange.hangUp(ringing.id, 'network', 'missed')
    },
    colleagueCalls: ({ direction = 'out', number = '+84901234567' } = {}) =>
      direction === 'out' ? exchange.place(colleagueLineId, number) : exchange.ring(colleagueLineId, number),
    preload({ calls, days = 60 }) {
      records.preload(calls, days)
    },
    expireTokens({ disconnect = false } = {}) {
      tokens.expireAll()
      if (disconnect) subscriptions.disconnectAll()
    },
    subscriptions: () => subscriptions.list(),
    mediaRequests: () => media.requests(),
  }
}
