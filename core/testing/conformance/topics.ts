import type { Capabilities } from '../../../contract/model/capability.ts'
import { badReplies } from './bad-replies.ts'
import { capabilitiesAreFacets } from './capabilities.ts'
import { closing } from './closing.ts'
import type { Conformance } from './conformance.ts'
import { dialling } from './dialling.ts'
import { disorder } from './disorder.ts'
import { expiry } from './expiry.ts'
import { history } from './history.ts'
import { loss } from './loss.ts'
import { recordings } from './recordings.ts'
import { signIn } from './sign-in.ts'
import { throttling } from './throttling.ts'

export interface Topic {
  /** Decided by what a provider declares, and by nothing else. */
  readonly concerns: (capabilities: Capabilities) => boolean
  readonly test: (suite: Conformance) => void
}

const everybody = () => true
const dials = ({ dialing }: Capabilities) => dialing !== 'none'

/** What the suite is made of. */
export const topics = {
  capabilities: { concerns: everybody, test: capabilitiesAreFacets },
  signIn: { concerns: everybody, test: signIn },
  closing: { concerns: everybody, test: closing },
  throttling: { concerns: everybody, test: throttling },
  dialling: { concerns: dials, test: dialling },
  badReplies: { concerns: dials, test: badReplies },
  expiry: { concerns: dials, test: expiry },
  disorder: { concerns: ({ incoming }) => incoming !== 'never', test: disorder },
  // Who is called back keeps no line open that could break.
  loss: { concerns: (declared) => dials(declared) && ['push', 'poll'].includes(declared.live), test: loss },
  history: { concerns: (declared) => declared.history === 'provider', test: history },
  recordings: { concerns: (declared) => declared.recordings, test: recordings },
} satisfies Readonly<Record<string, Topic>>

export type TopicName = keyof typeof topics

export function topicsOf(capabilities: Capabilities): TopicName[] {
  return (Object.keys(topics) as TopicName[]).filter((name) => topics[name].concerns(capabilities))
}
