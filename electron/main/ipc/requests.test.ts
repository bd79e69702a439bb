import { describe, expect, it, vi } from 'vitest'
import { api } from '../../../contract/api.ts'
import type { SidetoneHandlers } from '../../../contract/api.ts'
import { fail } from '../../../core/index.ts'
import { recordingLog } from '../testing/recording-log.ts'
import { answersOf } from './requests.ts'

const page = {}
const fromOurPage = { sender: page, senderFrame: { url: 'sidetone-app://window/index.html', parent: null } }
const rules = { owns: (sender: object) => sender === page, developmentUrl: undefined }

/** Handlers that all answer with their own name; `calls.hangUp` does what the test says. */
function handlersWith(hangUp: (input: { id: string }) => Promise<void>): SidetoneHandlers {
  const named = Object.entries(api).map(([topic, definitions]) => [
    topic,
    Object.fromEntries(Object.keys(definitions).map((name) => [name, () => `${topic}.${name}`])),
  ])
  const handlers = Object.fromEntries(named) as Record<string, Record<string, unknown>>
  return { ...handlers, calls: { ...handlers['calls'], hangUp } } as unknown as SidetoneHandlers
}

function setUp(hangUp: (input: { id: string }) => Promise<void> = async () => undefined) {
  const log = recordingLog()
  const answers = new Map(answersOf(handlersWith(hangUp), rules, log))
  const answer = answers.get('calls.hangUp')
  if (answer === undefined) throw new Error('calls.hangUp is not registered')
  return { log, answers, answer }
}

describe('requests from a window', () => {
  it('opens exactly the requests of the contract, events not', () => {
    const expected = Object.entries(api).flatMap(([topic, definitions]) =>
      Object.entries(definitions)
        .filter(([, definition]) => definition.kind === 'request')
        .map(([name]) => `${topic}.${name}`),
    )
    expect([...setUp().answers.keys()].toSorted()).toEqual(expected.toSorted())
    expect(setUp().answers.has('state.changed')).toBe(false)
  })

  it('answers with the value', async () => {
    const answer = setUp().answers.get('state.snapshot')
    expect(await answer?.(fromOurPage, undefined)).toEqual({ ok: true, value: 'state.snapshot' })
  })

  it('gives the handler the checked input, without what the contract does not name', async () => {
    const hangUp = vi.fn(async () => undefined)
    await setUp(hangUp).answer(fromOurPage, { id: '7', extra: 'x' })
    expect(hangUp).toHaveBeenCalledExactlyOnceWith({ id: '7' })
  })

  it.each([
    ['another page', { sender: {}, senderFrame: fromOurPage.senderFrame }],
    ['a frame in the page', { sender: page, senderFrame: { ...fromOurPage.senderFrame, parent: {} } }],
    ['another origin', { sender: page, senderFrame: { url: 'https://example.com/', parent: null } }],
  ])('refuses %s without calling the handler', async (_who, sending) => {
    const hangUp = vi.fn(async () => undefined)
    const { answer, log } = setUp(hangUp)
    expect(await answer(sending, { id: '7' })).toMatchObject({
      ok: false,
      failure: { code: 'input/invalid', params: { reason: 'sender' } },
    })
    expect(hangUp).not.toHaveBeenCalled()
    expect(log.lines).toMatchObject([{ level: 'warn', event: 'message refused' }])
  })

  it.each([[{}], [{ id: 7 }], ['7'], [null], [undefined]])('refuses the input %j', async (input) => {
    const hangUp = vi.fn(async () => undefined)
    expect(await setUp(hangUp).answer(fromOurPage, input)).toMatchObject({
      ok: false,
      failure: { code: 'input/invalid', params: { reason: 'shape' } },
    })
    expect(hangUp).not.toHaveBeenCalled()
  })

  it('refuses more than one argument', async () => {
    expect(await setUp().answer(fromOurPage, { id: '7' }, 'more')).toMatchObject({ ok: false })
  })

  it('logs where an input is wrong, never what it was', async () => {
    const { answers, log } = setUp()
    const draft = { provider: 'device-connect', settings: {}, secrets: { accessToken: 12345678 } }
    await answers.get('accounts.add')?.(fromOurPage, draft)
    expect(JSON.stringify(log.lines)).toContain('accessToken')
    expect(JSON.stringify(log.lines)).not.toContain('12345678')
  })

  it('passes a failure on as data', async () => {
    const failure = fail('call/wrong-state', { params: { state: 'ended' } })
    const { answer, log } = setUp(() => Promise.reject(failure))
    expect(await answer(fromOurPage, { id: '7' })).toEqual({ ok: false, failure: failure.failure })
    expect(log.lines.some(({ level }) => level === 'error')).toBe(false)
  })

  it('tells a bug as `bug`, and the log what it was', async () => {
    const thrown = new TypeError('x is undefined')
    const { answer, log } = setUp(() => Promise.reject(thrown))
    const outcome = await answer(fromOurPage, { id: '7' })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'bug' } })
    expect(JSON.stringify(outcome)).not.toContain('x is undefined')
    expect(log.lines).toMatchObject([{ level: 'error', fields: { channel: 'calls.hangUp', error: thrown } }])
  })

  it('does not start with a hole', () => {
    const holed = { ...handlersWith(async () => undefined), ringer: {} } as SidetoneHandlers
    expect(() => answersOf(holed, rules, recordingLog())).toThrow('ringer.set')
  })
})
