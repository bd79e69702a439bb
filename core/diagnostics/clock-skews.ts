import type { Clock, Http, HttpClient, HttpDownload, HttpResponse } from '../ports/index.ts'

/**
 * How far each service's clock is from ours, read off the Date header of whatever it answers. Wrong clocks explain refused signatures and calls at
 * odd times, so support asks for this first.
 */
export class ClockSkews {
  private readonly clock: Clock
  private readonly skews = new Map<string, number>()

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Milliseconds by which the service is ahead of us; undefined where it has not said. A Date header has whole seconds. */
  of(account: string): number | undefined {
    return this.skews.get(account)
  }

  /** The same HTTP, looked at for one account. */
  watching(http: Http, account: string): Http {
    return {
      open: (options) => {
        const client = http.open(options)
        return {
          send: async (...request) => this.looked(account, await client.send(...request)),
          download: async (...request) => this.looked(account, await client.download(...request)),
        } satisfies HttpClient
      },
    }
  }

  private looked<Answer extends HttpResponse | HttpDownload>(account: string, answer: Answer): Answer {
    const date = Date.parse(answer.headers['date'] ?? '')
    if (!Number.isNaN(date)) this.skews.set(account, Math.round((date - this.clock.now()) / 1000) * 1000)
    return answer
  }
}
