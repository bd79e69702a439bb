import { createHash } from 'node:crypto'
import type { Call } from '../../world/call.ts'
import { ownExtensionId } from './demo-client.ts'
import type { TelphinSwitches } from './switches.ts'

/** How a call came to be: over the telephone, or by a callback request. */
export type Application = 'call' | 'callback'

/** What this service calls one call of the world. */
export interface CallNames {
  /** CallID of events and call_id of a callback: 32 hexadecimal digits. */
  readonly callId: string
  /** call_api_id: by which the call is controlled. */
  readonly apiId: string
  /** The leg of the own phone. */
  readonly subCallId: string
  /** call_uuid of the history. */
  readonly callUuid: string
  /** `<extension id>-<32 digits>`. */
  readonly recordUuid: string
  readonly extensionId: number
  readonly application: Application
  /** Number from which the far end sees the call come; null: the line's. */
  readonly ani: string | null
  /** Where the call was passed on to. */
  transferredTo?: string
}

type Beginning = Pick<CallNames, 'extensionId' | 'application' | 'ani'>

/** The vendor's names of the world's calls. */
export class CallBook {
  readonly #switches: TelphinSwitches
  readonly #names = new Map<string, CallNames>()
  #next: Beginning | undefined

  constructor(switches: TelphinSwitches) {
    this.#switches = switches
  }

  /** What the call that `place` begins is to be called; it is told to listeners before `place` returns. */
  begin<T>(beginning: Beginning, place: () => T): T {
    this.#next = beginning
    try {
      return place()
    } finally {
      this.#next = undefined
    }
  }

  namesOf(call: Call): CallNames {
    const known = this.#names.get(call.id)
    if (known) return known
    const beginning = this.#next ?? { extensionId: ownExtensionId, application: 'call', ani: null }
    const names = makeNames(`${call.id}/${call.startedAt}`, beginning, this.#switches)
    this.#names.set(call.id, names)
    return names
  }

  clear(): void {
    this.#names.clear()
  }
}

/** @param seed the same seed gives the same names */
export function makeNames(seed: string, beginning: Beginning, { historyCallUuid }: TelphinSwitches): CallNames {
  const callId = digits(seed)
  // ASSUMPTION: how CallID and call_uuid relate. The one recorded callback has the same call_id and call_api_id, in small letters; histories are in capitals.
  const sameCall = historyCallUuid === 'unrelated' ? digits(`${seed}/history`) : callId
  return {
    callId,
    apiId: beginning.application === 'callback' ? callId : digits(`${seed}/api`),
    subCallId: digits(`${seed}/leg`),
    callUuid: historyCallUuid === 'same' ? callId : sameCall.toUpperCase(),
    recordUuid: `${beginning.extensionId}-${digits(`${seed}/record`).toUpperCase()}`,
    ...beginning,
  }
}

/** 32 hexadecimal digits that look random and are not. */
export function digits(seed: string): string {
  return createHash('md5').update(seed).digest('hex')
}
