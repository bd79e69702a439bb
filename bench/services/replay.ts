import type { RequestEntry } from '../../simulator/index.ts'

/** What belongs to a connection or is made by `fetch` itself. */
const OF_THE_CONNECTION = new Set(['host', 'connection', 'content-length', 'user-agent', 'accept-encoding'])

/**
 * Sends recorded GET requests again with a bare `fetch`, parsing the answers and nothing else.
 * @param atOnce how many are under way at a time, as the service allows it
 * @throws Error when an answer is no success: a failed request is a quick one
 */
export async function replay(origin: string, requests: readonly RequestEntry[], atOnce: number): Promise<unknown[]> {
  const answers: unknown[] = []
  const waiting = requests.entries()
  async function work(): Promise<void> {
    for (const [index, { path, rawQuery, headers }] of waiting) {
      const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name))
      const answer = await fetch(`${origin}${path}?${rawQuery}`, {
        headers: kept.map(([name, value]): [string, string] => [name, String(value)]),
      })
      if (!answer.ok) throw new Error(`${path} was answered ${answer.status}.`)
      answers[index] = await answer.json()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return answers
}
