import { FailureError } from '../../failure.ts'
import type { AuthorisedClient } from './authorised-client.ts'
import type { Query } from './client.ts'
import { isLacking, notFound } from './failures.ts'
import { DiscoveryReply, InformationReply, readBody } from './wire.ts'

/** A device behind the service. */
export interface Service {
  readonly id: string
  readonly name: string
  readonly online: boolean
  /** Profiles it may be asked for, lower-case; undefined where the server does not say. */
  readonly scopes: readonly string[] | undefined
}

/** What a device's phone profile offers: the attributes by their lower-case names, as the device spells them; undefined where it does not tell. */
export type Offered = ReadonlyMap<string, string> | undefined

/** Discovery waits up to 8 s for its plug-ins. */
const discoveryTimeoutMs = 20_000

/** Finds the phone among the devices, once a session; again when the one found is gone. */
export class ServiceDirectory {
  readonly #client: AuthorisedClient
  readonly #configured: string | undefined
  #chosen: Service | undefined
  #offered: Offered
  #asked = false

  constructor(client: AuthorisedClient, configured: string | undefined) {
    this.#client = client
    this.#configured = configured
  }

  /** The id to send. A configured one needs no discovery. */
  async id(signal: AbortSignal): Promise<string> {
    return this.#configured ?? (await this.find(signal)).id
  }

  /** The id as far as it is known without asking. */
  get known(): string | undefined {
    return this.#configured ?? this.#chosen?.id
  }

  /** The phone that was discovered. @throws FailureError not-found */
  async find(signal: AbortSignal): Promise<Service> {
    this.#chosen ??=
      this.#configured === undefined ? await this.#choose(signal) : await this.#look(this.#configured, signal)
    return this.#chosen
  }

  /** The device that we found is there no more. Returns whether looking again can help. */
  forget(): boolean {
    this.#chosen = undefined
    this.#asked = false
    return this.#configured === undefined
  }

  /** What the phone offers, asked once; undefined where the server cannot say. */
  async offered(signal: AbortSignal): Promise<Offered> {
    if (!this.#asked) await this.#ask(signal)
    return this.#offered
  }

  /** As `offered`, but asks in any case: after a restart the service may be another version, and its phone may have another id. */
  async askAgain(signal: AbortSignal): Promise<void> {
    try {
      await this.#ask(signal)
    } catch (thrown) {
      const gone = thrown instanceof FailureError && thrown.failure.code === 'not-found'
      if (!gone || !this.forget()) throw thrown
      await this.#ask(signal)
    }
  }

  async #ask(signal: AbortSignal): Promise<void> {
    this.#offered = (await this.#information(await this.id(signal), signal))?.offered
    this.#asked = true
  }

  /** What is known of that without asking. */
  get offeredSoFar(): Offered {
    return this.#offered
  }

  async #look(id: string, signal: AbortSignal): Promise<Service> {
    const found = (await this.#discover(signal)).find((service) => service.id === id)
    if (found === undefined) throw notFound('service')
    if (!found.online) throw notFound('service-offline')
    return found
  }

  async #choose(signal: AbortSignal): Promise<Service> {
    const online = (await this.#discover(signal)).filter((service) => service.online)
    const declared = online.find((service) => service.scopes?.includes('phone'))
    if (declared !== undefined) return declared
    for (const service of online) {
      if (service.scopes !== undefined) continue
      const information = await this.#information(service.id, signal)
      if (information === undefined || information.profiles.includes('phone')) return service
    }
    throw notFound('no-phone-service')
  }

  async #discover(signal: AbortSignal): Promise<Service[]> {
    const body = await this.#client.send(
      {
        method: 'GET',
        path: '/gotapi/servicediscovery',
        query: (token) => [['accessToken', token]],
        timeoutMs: discoveryTimeoutMs,
      },
      signal,
    )
    return readBody(DiscoveryReply, body).services.flatMap((service) => {
      const id = service.id ?? service.serviceId
      if (!id) return []
      const scopes = service.scopes?.map((scope) => scope.toLowerCase())
      return [{ id, name: service.name ?? '', online: service.online !== false, scopes }]
    })
  }

  /** Undefined where the server has no serviceinformation. */
  async #information(id: string, signal: AbortSignal) {
    const query = (token: string): Query => [
      ['serviceId', id],
      ['accessToken', token],
    ]
    const request = { method: 'GET', path: '/gotapi/serviceinformation', query, timeoutMs: discoveryTimeoutMs } as const
    try {
      return readInformation(await this.#client.send(request, signal))
    } catch (thrown) {
      if (thrown instanceof FailureError && isNoInformation(thrown)) return undefined
      throw thrown
    }
  }
}

function readInformation(body: Readonly<Record<string, unknown>>) {
  const { supports, supportApis } = readBody(InformationReply, body)
  const profiles = [...(supports ?? []), ...Object.keys(supportApis ?? {})].map((profile) => profile.toLowerCase())
  const phone = Object.entries(supportApis ?? {}).find(([profile]) => profile.toLowerCase() === 'phone')?.[1]
  const names = Object.keys(phone?.paths ?? {}).map((path) => path.split('/').at(-1) ?? '')
  const offered = new Map(names.filter(Boolean).map((name) => [name.toLowerCase(), name]))
  return { profiles, offered: offered.size > 0 ? offered : undefined }
}

/** Not every server has serviceinformation, and it decides nothing that trying would not: whatever else it answers is no information. */
function isNoInformation(thrown: FailureError): boolean {
  const { code } = thrown.failure
  return isLacking(thrown) || code === 'provider/refused' || code === 'input/invalid'
}
