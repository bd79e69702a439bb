import { FailureError } from '../../failure.ts'
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

  async send(request: AuthorisedRequest, signal: AbortSignal): Promise<ReplyBody> {
    return this.withToken((token) => this.#client.send({ ...request, query: request.query(token) }, signal), signal)
  }

  /** Runs something that needs a token; again with another where the token was refused, as often as `Authorisation` allows. */
  async withToken<T>(use: (token: string) => Promise<T>, signal: AbortSignal): Promise<T> {
    let token = await this.#authorisation.token(signal)
    for (;;) {
      try {
        const answer = await use(token)
        this.#authorisation.accepted()
        return answer
      } catch (thrown) {
        if (!(thrown instanceof FailureError) || !isTokenRefusal(thrown)) throw thrown
        token = await this.#authorisation.renew(token, thrown, signal)
      }
    }
  }
}
