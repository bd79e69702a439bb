import { FailureError } from '../../failure.ts'
import { SerialQueue } from '../../net/serial-queue.ts'
import type { Log, Notebook } from '../../ports/index.ts'
import { isLacking, unsupported } from './failures.ts'
import { notifyKinds } from './fone-number.ts'
import type { FoneNumbers, NotifyKind, Registrations } from './fone-number.ts'
import { isOurs, nextEntry, NotifyNote } from './notify-note.ts'
import type { NoteEntry } from './notify-note.ts'
import type { FoneStormSettings } from './settings.ts'

/*
 * A number has one callback for the calls it makes and one for those it gets; setting one replaces what was there, perhaps another program's.
 *
 *   theirs ──register──► theirs, noted on disk ──POST send_notify, receive_notify──► ours
 *     ▲                                                                               │
 *     └─── note removed ◄── their addresses put back, or none where there were none ◄─┘ putBack
 *
 * Closing the app leaves ours in place: the address is the same at every start. What somebody set after us is theirs, and stays.
 */

/** What the service is to call. */
export interface CallbackTarget {
  readonly address: string
  /** The listener's own unguessable path, which the address contains. */
  readonly path: string
  readonly credentials: { readonly username: string; readonly password: string } | undefined
}

export interface NotifyParts {
  readonly numbers: FoneNumbers
  readonly notebook: Notebook
  readonly log: Log
  readonly settings: FoneStormSettings
}

export class NotifyRegistration {
  readonly #parts: NotifyParts
  readonly #note: NotifyNote
  /** Registering and putting back must not cross. */
  readonly #turns = new SerialQueue()

  constructor(parts: NotifyParts) {
    this.#parts = parts
    this.#note = new NotifyNote(parts.notebook, parts.log)
  }

  /** Registers the address for both kinds, once what was there is on disk. Doing it again does no harm. */
  register(target: CallbackTarget, signal: AbortSignal): Promise<void> {
    return this.#turns.run(() => this.#register(target, signal), signal)
  }

  /** Puts back what was there. Nothing is asked where nothing was registered. @throws FailureError unsupported where nothing was there and the service cannot forget ours */
  putBack(signal: AbortSignal): Promise<void> {
    return this.#turns.run(async () => {
      for (const foneNumber of (await this.#note.read()).keys()) await this.#putBackOne(foneNumber, signal)
    }, signal)
  }

  /** Whether a registration is ours, by what is noted. */
  async isOurs(registered: Registrations): Promise<boolean> {
    const entry = (await this.#note.read()).get(this.#parts.settings.foneNumber)
    return notifyKinds.every((kind) => isOurs(registered[kind], [entry?.path]))
  }

  async #register({ address, path, credentials }: CallbackTarget, signal: AbortSignal): Promise<void> {
    const { numbers, settings } = this.#parts
    const { foneNumber, callbackMethod: method } = settings
    await this.#putBackOthers(signal)
    const now = (await numbers.read(foneNumber, signal))?.registered
    const entries = await this.#note.read()
    const entry = nextEntry(entries.get(foneNumber), now, path)
    await this.#note.write(new Map([...entries, [foneNumber, entry]]))
    for (const kind of notifyKinds) {
      await numbers.notify(kind, foneNumber, { url: address, method }, credentials, signal)
    }
  }

  /** The account had another number before. That it cannot be put right must not keep the present one from working. */
  async #putBackOthers(signal: AbortSignal): Promise<void> {
    for (const foneNumber of (await this.#note.read()).keys()) {
      if (foneNumber === this.#parts.settings.foneNumber) continue
      try {
        await this.#putBackOne(foneNumber, signal)
      } catch (thrown) {
        if (signal.aborted || !(thrown instanceof FailureError)) throw thrown
        this.#parts.log.warn('callbacks of an earlier number not put back', { failure: thrown.failure })
      }
    }
  }

  async #putBackOne(foneNumber: string, signal: AbortSignal): Promise<void> {
    const entry = (await this.#note.read()).get(foneNumber)
    if (entry === undefined) return
    const now = (await this.#parts.numbers.read(foneNumber, signal))?.registered
    let refused: FailureError | undefined
    for (const kind of notifyKinds) {
      // Somebody else's meanwhile, or taken away: not ours to change. Where the service does not tell, it is ours.
      if (now !== undefined && !isOurs(now[kind], [entry.path])) continue
      refused = (await this.#restore(kind, foneNumber, entry, signal)) ?? refused
    }
    if (refused !== undefined) throw unsupported('notify-clear', refused)
    const rest = new Map(await this.#note.read())
    rest.delete(foneNumber)
    await this.#note.write(rest)
  }

  /** Resolves to the refusal where there was nothing before, and this service knows no way to set nothing. */
  async #restore(
    kind: NotifyKind,
    foneNumber: string,
    { before }: NoteEntry,
    signal: AbortSignal,
  ): Promise<FailureError | undefined> {
    const earlier = before[kind]
    if (earlier !== null) {
      await this.#parts.numbers.notify(kind, foneNumber, earlier, undefined, signal)
      return undefined
    }
    try {
      await this.#parts.numbers.notifyNobody(kind, foneNumber, signal)
      return undefined
    } catch (thrown) {
      if (thrown instanceof FailureError && isLacking(thrown)) return thrown
      throw thrown
    }
  }
}
