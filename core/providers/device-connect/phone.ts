import type { RingerMode } from '../../../contract/model/ringer.ts'
import { FailureError } from '../../failure.ts'
import type { HttpMethod } from '../../ports/index.ts'
import type { AuthorisedClient } from './authorised-client.ts'
import { deviceTimeoutMs } from './client.ts'
import type { Query } from './client.ts'
import { isLackingPath } from './failures.ts'
import type { ServiceDirectory } from './service.ts'
import { CallStateReply, readBody } from './wire.ts'
import type { ReplyBody } from './wire.ts'

/** Registrations and look-ups are answered by the service's own memory; a reconnect must not hang on them. */
const quickTimeoutMs = 10_000

/** "設定。0（サイレント）1（マナー）2（音あり）" (the document, section "set"). */
const ringerModes: Readonly<Record<RingerMode, string>> = { silent: '0', manner: '1', sound: '2' }

/** Attributes of the newer document, and how it prints them. */
export type CallCommand = 'acceptCall' | 'rejectCall' | 'endCall'
export type CallStateEvent = 'onCallStateChange' | 'onPhoneStateChange'

/** The requests of the phone profile. */
export class PhoneProfile {
  readonly #client: AuthorisedClient
  readonly #services: ServiceDirectory
  #lowerCaseOnly = false

  constructor(client: AuthorisedClient, services: ServiceDirectory) {
    this.#client = client
    this.#services = services
  }

  /** Asks the phone to dial. Sent once; see `#send` for the only refusals after which it goes out again. */
  async call(phoneNumber: string, signal: AbortSignal): Promise<void> {
    await this.#send('POST', 'call', [['phoneNumber', phoneNumber]], deviceTimeoutMs, signal)
  }

  async setRinger(mode: RingerMode, signal: AbortSignal): Promise<void> {
    await this.#send('PUT', 'set', [['mode', ringerModes[mode]]], deviceTimeoutMs, signal)
  }

  /** Registers (PUT) or clears (DELETE) an event. The session key belongs to the legacy handshake only: with the modern one it would send the events elsewhere. */
  async setEvent(
    method: 'PUT' | 'DELETE',
    attribute: 'onconnect' | CallStateEvent,
    sessionKey: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const extra: Query = sessionKey === undefined ? [] : [['sessionKey', sessionKey]]
    if (attribute === 'onconnect') await this.#send(method, attribute, extra, quickTimeoutMs, signal)
    else await this.#sendSpelled(method, attribute, extra, quickTimeoutMs, signal)
  }

  /** `phoneNumber` exactly as the event gave it; none for a withheld one. */
  async command(command: CallCommand, phoneNumber: string, signal: AbortSignal): Promise<void> {
    const extra: Query = phoneNumber === '' ? [] : [['phoneNumber', phoneNumber]]
    await this.#sendSpelled('POST', command, extra, deviceTimeoutMs, signal)
  }

  /** How the line stands now. */
  async callState(signal: AbortSignal): Promise<{ word: string; number: string }> {
    const body = await this.#sendSpelled('GET', 'callState', [], quickTimeoutMs, signal)
    const { state, phoneNumber } = readBody(CallStateReply, body)
    return { word: state, number: phoneNumber ?? '' }
  }

  /**
   * A device that answers "no such service" was not reached, so nothing was done: where we had discovered it, we look for it once more (its id may be another
   * after a restart) and send again.
   */
  async #send(
    method: HttpMethod,
    attribute: string,
    extra: Query,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<ReplyBody> {
    const id = await this.#services.id(signal)
    const sendTo = (serviceId: string) =>
      this.#client.send(
        {
          method,
          path: `/gotapi/phone/${attribute}`,
          query: (token) => [['serviceId', serviceId], ['accessToken', token], ...extra],
          timeoutMs,
        },
        signal,
      )
    try {
      return await sendTo(id)
    } catch (thrown) {
      const gone = thrown instanceof FailureError && thrown.failure.code === 'not-found'
      if (!gone || !this.#services.forget()) throw thrown
      const other = await this.#services.id(signal)
      if (other === id) throw thrown
      return sendTo(other)
    }
  }

  /**
   * The newer document prints its attributes in camel case; where the device itself names them, its spelling is surer. A server that has no such path may know
   * paths in lower case only: nothing was done, so it is asked again.
   */
  async #sendSpelled(
    method: HttpMethod,
    attribute: string,
    extra: Query,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<ReplyBody> {
    const lower = attribute.toLowerCase()
    const spelled = this.#lowerCaseOnly ? lower : (this.#services.offeredSoFar?.get(lower) ?? attribute)
    try {
      return await this.#send(method, spelled, extra, timeoutMs, signal)
    } catch (thrown) {
      if (spelled === lower || !(thrown instanceof FailureError) || !isLackingPath(thrown)) throw thrown
      const body = await this.#send(method, lower, extra, timeoutMs, signal)
      this.#lowerCaseOnly = true
      return body
    }
  }
}
