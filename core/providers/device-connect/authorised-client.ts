import { FailureError } from '../../failure.ts'
import { mostRenewals } from './auth.ts'
import type { Authorisation } from './auth.ts'
import type { GotapiClient, GotapiRequest, Query } from './client.ts'
import { isTokenRefusal } from './failures.ts'
import type { ReplyBody } from './wire.ts'

/** A request whose query needs the token. */
export type AuthorisedRequest = Omit<GotapiRequest, 'query'> & { readonly query: (token: string) => Query }

/** Requests with a token. One that was refused for its token was not carried out, so it goes out again with another: commands too. */
export class AuthorisedClient {
  readonly #client: GotapiClient
  readonly #authorisation: Authorisation

  constructor(client: GotapiClient, authorisation: Authorisation) {
    this.#client = client
    this.#authorisation = authorisation
  }

  /** A DELETE only takes leave: it is not worth a dialog. */
  async send(request: AuthorisedRequest, signal: AbortSignal): Promise<ReplyBody> {
    const send = (token: string) => this.#client.send({ ...request, query: request.query(token) }, signal)
    if (request.method === 'DELETE') return send(await this.#authorisation.token(signal))
    return this.#withToken(send, signal)
  }

  async #withToken<T>(use: (token: string) => Promise<T>, signal: AbortSignal): Promise<T> {
    let token = await this.#authorisation.token(signal)
    for (let renewals = 0; ; renewals += 1) {
      try {
        const answer = await use(token)
        this.#authorisation.accepted()
        return answer
      } catch (thrown) {
        if (!(thrown instanceof FailureError) || !isTokenRefusal(thrown) || renewals === mostRenewals) throw thrown
        token = await this.#authorisation.renew(token, thrown, signal)
      }
    }
  }
}
