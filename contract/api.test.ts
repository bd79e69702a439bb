import { describe, expect, expectTypeOf, it } from 'vitest'
import { api } from './api.ts'
import type { SidetoneClient, SidetoneHandlers } from './api.ts'
import { channelOf } from './define.ts'
import type { Outcome, Unsubscribe } from './define.ts'
import type { Account, AccountDraft } from './model/account.ts'
import type { NumberedChange, Snapshot } from './model/change.ts'

describe('the list', () => {
  const channels = Object.entries(api).flatMap(([topic, definitions]) =>
    Object.keys(definitions).map((name) => channelOf(topic, name)),
  )

  it('names every channel once', () => {
    expect(channels.length).toBeGreaterThan(0)
    expect(new Set(channels).size).toBe(channels.length)
  })

  it('names them in plain words, so that topic and name can be told apart', () => {
    for (const channel of channels) expect(channel).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
  })
})

describe('what is derived from it', () => {
  it('for the window: every request answers an outcome, every event takes a listener', () => {
    expectTypeOf<SidetoneClient['state']['snapshot']>().returns.resolves.toEqualTypeOf<Outcome<Snapshot>>()
    expectTypeOf<SidetoneClient['state']['changed']>().toEqualTypeOf<
      (listener: (payload: NumberedChange) => void) => Unsubscribe
    >()
    expectTypeOf<SidetoneClient['accounts']['add']>().parameters.toEqualTypeOf<[input: AccountDraft]>()
    // A question without input is asked without an argument.
    expectTypeOf<[]>().toExtend<Parameters<SidetoneClient['state']['snapshot']>>()
    expectTypeOf<[]>().not.toExtend<Parameters<SidetoneClient['calls']['hangUp']>>()
  })

  it('for main: a handler for every request, none for an event', () => {
    expectTypeOf<SidetoneHandlers['accounts']['add']>().toEqualTypeOf<
      (input: AccountDraft) => Promise<Account> | Account
    >()
    expectTypeOf<keyof SidetoneHandlers['state']>().toEqualTypeOf<'snapshot'>()
    expectTypeOf<keyof SidetoneHandlers>().toEqualTypeOf<keyof typeof api>()
  })

  it('refuses to compile with a handler missing or a wrong answer', () => {
    // @ts-expect-error `set` is missing
    const missing: SidetoneHandlers['ringer'] = {}
    // @ts-expect-error a snapshot is not a text
    const wrong: SidetoneHandlers['state'] = { snapshot: () => 'x' }
    expect([missing, wrong]).toHaveLength(2)
  })
})
