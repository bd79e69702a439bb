import { FailureError } from '../../failure.ts'
import type { Authorisation } from './auth.ts'
import type { FoneStormClient, FoneStormRequest } from './client.ts'
import { isTokenRefusal } from './failures.ts'
import type { ReplyBody } from './wire.ts'

/** Requests with a token. One that was refused for its token was not carried out, so it goes out once more with another: commands too. */
export class AuthorisedClient {
  readonly #client: FoneStormClient
  readonly #authorisation: Authorisation

  constructor(client: FoneStormClient, authorisation: Authorisation) {
    this.#client = client
    this.#authorisation = authorisation
  }

  async send(request: Omit<FoneStormRequest, 'token'>, signal: AbortSignal): Promise<ReplyBody> {
    const token = await this.#authorisation.token(signal)
    try {
      return await this.#client.send({ ...request, token }, signal)
    } catch (thrown) {
      if (!(thrown instanceof FailureError) || !isTokenRefusal(thrown)) throw thrown
      const renewed = await this.#authorisation.renew(token, thrown, signal)
      return this.#client.send({ ...request, token: renewed }, signal)
    }
  }
}
