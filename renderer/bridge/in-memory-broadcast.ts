import type { SidetoneClient } from '../../contract/api.ts'
import type { BroadcastCall, BroadcastResults, Recipient } from '../../contract/model/broadcast.ts'
import { done, refuse } from './in-memory-answers.ts'
import type { Answer } from './in-memory-answers.ts'
import type { InMemoryWorld } from './in-memory-bridge.ts'
import { sampleCountries } from './in-memory-samples.ts'

const nobody: readonly Recipient[] = []

/** The requests about broadcasts. Everybody who is called answers; results come at once. */
export function inMemoryBroadcast(world: InMemoryWorld, answer: Answer): SidetoneClient['broadcast'] {
  let firings = 0

  function rulesOf(account: string) {
    const settings = world.snapshot.accounts.find((other) => other.id === account)?.settings
    const rows = Array.isArray(settings?.['rules']) ? settings['rules'] : []
    return rows.map((row) => ({
      name: String(row['name']),
      ...(row['note'] === undefined ? {} : { note: String(row['note']) }),
      dials: row['name'] === settings?.['dialRule'],
    }))
  }

  function fired(rule: string, firing: string): BroadcastResults {
    const calls = (world.recipients.get(rule) ?? nobody)
      .filter((recipient) => recipient.check)
      .map(({ tel }): BroadcastCall => ({
        to: tel,
        status: 'completed',
        button: 1,
        startedAt: world.now(),
        firing,
        rule,
      }))
    return { calls, messages: [] }
  }

  return {
    rules: (input) =>
      answer('broadcast.rules', input, () => done({ rules: rulesOf(input.account), countries: [...sampleCountries] })),
    recipients: (input) =>
      answer('broadcast.recipients', input, () => done([...(world.recipients.get(input.rule) ?? nobody)])),
    replace: (input) =>
      answer('broadcast.replace', input, () => {
        if (!rulesOf(input.account).some((rule) => rule.name === input.rule)) return refuse('not-found')
        world.recipients.set(input.rule, input.recipients)
        return done(undefined)
      }),
    fire: (input) =>
      answer('broadcast.fire', input, () => {
        const id = `firing-${++firings}`
        world.results = fired(input.rule, id)
        world.change({ type: 'firing', firing: { account: input.account, id } })
        return done({})
      }),
    results: (input) => answer('broadcast.results', input, () => done(world.results)),
  }
}
