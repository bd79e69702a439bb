import type { Failure } from '../../../contract/model/failure.ts'
import { FailureError } from '../../failure.ts'
import { retryAfterMs } from '../../net/retry.ts'
import type { Clock, HttpClient, HttpRequest, HttpResponse, Log, Notebook } from '../../ports/index.ts'
import type { AccountVault, ProviderPorts } from '../../provider.ts'
import {
  asOurs,
  failureOf,
  isHashRefusal,
  missingSecret,
  protocolFailure,
  withOutcome,
  withRetryAfter,
} from './failures.ts'
import type { Invalid } from './failures.ts'
import { Pacing } from './pacing.ts'
import type { AntBuddySettings } from './settings.ts'
import { appHash, queryHash } from './signature.ts'
import type { HashOrder, Parameters } from './signature.ts'
import { readRefusal } from './wire.ts'

/** Where the account's notes say which order of the hash the service wanted. */
const orderNote = 'hash-order'
const printedType = { 'Content-Type': 'application/json' }

/** Requests as the document wants them: POST signed in two headers, GET in the query; the content type is printed for both. */
export class OapiClient {
  readonly #settings: AntBuddySettings
  readonly #http: HttpClient
  readonly #vault: AccountVault
  readonly #notebook: Notebook
  readonly #log: Log
  readonly #clock: Clock
  readonly #pacing: Pacing
  #order: HashOrder | undefined

  constructor(ports: ProviderPorts, settings: AntBuddySettings) {
    this.#settings = settings
    this.#http = ports.http.open({ baseUrl: settings.baseUrl })
    this.#vault = ports.vault
    this.#notebook = ports.notebook
    this.#log = ports.log
    this.#clock = ports.clock
    this.#pacing = new Pacing(ports.clock)
  }

  /** POST voice/auth_token: asking again does no harm, so a throttled one is repeated. */
  askToken(signal: AbortSignal): Promise<HttpResponse> {
    const ask = async () => {
      try {
        return await this.#post('/oapi/v1/voice/auth_token', 'sip-credentials', signal)
      } catch (thrown) {
        throw thrown instanceof FailureError ? withOutcome(thrown, undefined) : thrown
      }
    }
    return this.#pacing.run(ask, signal)
  }

  /**
   * POST call/click-to-call/:number, once.
   * @throws FailureError; one that may have been carried out says `outcome: 'unknown'`
   */
  async clickToCall(number: string, signal: AbortSignal): Promise<HttpResponse> {
    const path = `/oapi/v1/call/click-to-call/${encodeURIComponent(number)}`
    try {
      const answer = await this.#post(path, 'device-not-registered', signal)
      // The document gives the status only, so any text will do; but a web page is somebody else's (a proxy's, a hotel's).
      if (/^\s*<(?:!doctype|html)/i.test(answer.body)) throw protocolFailure('not-the-service', answer.status)
      return answer
    } catch (thrown) {
      throw thrown instanceof FailureError && mayHaveGoneThrough(thrown.failure)
        ? withOutcome(thrown, 'unknown')
        : thrown
    }
  }

  /** A signed GET, repeated where the service is busy or the line breaks. `accepts` names statuses that are answers though they are no success. */
  get(
    path: string,
    parameters: Parameters,
    how: { readonly invalid: Invalid; readonly accepts?: readonly number[] },
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    return this.#pacing.run(() => this.#inEitherOrder(path, parameters, how, signal), signal)
  }

  /** Which order of the hash the service takes; undefined while it is not known. */
  get hashOrder(): HashOrder | undefined {
    return this.#order
  }

  async #post(path: string, invalid: Invalid, signal: AbortSignal): Promise<HttpResponse> {
    const { appId, sipUser } = this.#settings
    const [appSecret, sipPassword] = await Promise.all([this.#secret('appSecret'), this.#secret('sipPassword')])
    const request: HttpRequest = {
      method: 'POST',
      path,
      headers: { ...printedType, 'x-auth-app-id': appId, 'x-auth-app-hash': appHash(appId, appSecret) },
      body: JSON.stringify({ sipUser, sipPassword }),
    }
    return this.#accepted(await this.#http.send(request, signal).catch(ours), invalid)
  }

  /** Pages of the vendor disagree about the order of what is hashed: on HASH_NOT_MATCH the other one is tried once, and remembered when it works. */
  async #inEitherOrder(
    path: string,
    parameters: Parameters,
    how: { readonly invalid: Invalid; readonly accepts?: readonly number[] },
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const first = this.#order ?? (await this.#rememberedOrder())
    try {
      return await this.#signedGet(path, parameters, first, how, signal)
    } catch (thrown) {
      if (!isHashRefusal(thrown)) throw thrown
      const other: HashOrder = first === 'document' ? 'app-id-last' : 'document'
      const answer = await this.#signedGet(path, parameters, other, how, signal).catch((second: unknown) => {
        throw isHashRefusal(second) ? thrown : second
      })
      await this.#remember(other)
      return answer
    }
  }

  async #signedGet(
    path: string,
    parameters: Parameters,
    order: HashOrder,
    { invalid, accepts = [] }: { readonly invalid: Invalid; readonly accepts?: readonly number[] },
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const { appId } = this.#settings
    const hash = queryHash(appId, parameters, await this.#secret('appSecret'), order)
    const query = [['appId', appId], ...parameters, ['hash', hash]] as const
    const answer = await this.#http.send({ method: 'GET', path, query, headers: printedType }, signal).catch(ours)
    return accepts.includes(answer.status) ? answer : this.#accepted(answer, invalid)
  }

  #accepted(answer: HttpResponse, invalid: Invalid): HttpResponse {
    const refusal = readRefusal(answer)
    if (refusal === undefined) return answer
    const failure = failureOf(refusal, invalid)
    throw withRetryAfter(failure, retryAfterMs(answer, this.#clock.now()))
  }

  async #secret(field: 'appSecret' | 'sipPassword'): Promise<string> {
    const secret = await this.#vault.read(field)
    if (secret === undefined) throw missingSecret(field)
    return secret
  }

  async #rememberedOrder(): Promise<HashOrder> {
    const note = await this.#notebook.read(orderNote).catch(() => undefined)
    return (this.#order ??= note === 'app-id-last' ? 'app-id-last' : 'document')
  }

  async #remember(order: HashOrder): Promise<void> {
    this.#order = order
    try {
      await this.#notebook.write(orderNote, order)
    } catch (thrown) {
      this.#log.warn('the hash order is not kept', { reason: String(thrown) })
    }
  }
}

/** The answer was lost, or the server broke while it worked on it: our phone may ring all the same. */
function mayHaveGoneThrough({ code, outcome, params }: Failure): boolean {
  const status = params?.['status']
  if (outcome === 'unknown' || status === undefined) return outcome === 'unknown'
  return code === 'provider/unavailable' || (code === 'provider/protocol' && status === 200)
}

function ours(thrown: unknown): never {
  throw asOurs(thrown)
}
