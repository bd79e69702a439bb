import { api } from '../../../contract/api.ts'
import type { SidetoneHandlers } from '../../../contract/api.ts'
import { channelOf } from '../../../contract/define.ts'
import type { Definition, Outcome, RequestDefinition } from '../../../contract/define.ts'
import { fail, toFailure } from '../../../core/index.ts'
import type { Log } from '../../../core/ports/index.ts'
import { refuseSender } from './sender.ts'
import type { Sending, SenderRules } from './sender.ts'

/** Answers one message. Never rejects: Electron would pass on only an error's message. */
export type Answer = (sending: Sending, ...input: readonly unknown[]) => Promise<Outcome<unknown>>

type Handler = (input: unknown) => unknown

/** Every request of the contract as channel and answer. */
export function answersOf(
  handlers: SidetoneHandlers,
  rules: SenderRules,
  log: Log,
): [channel: string, answer: Answer][] {
  const answers: [string, Answer][] = []
  for (const [topic, definitions] of Object.entries<Record<string, Definition>>(api)) {
    const ofTopic = handlers[topic as keyof SidetoneHandlers] as unknown as Record<string, Handler> | undefined
    for (const [name, definition] of Object.entries(definitions)) {
      if (definition.kind !== 'request') continue
      const handler = ofTopic?.[name]
      // The type SidetoneHandlers makes this impossible; a silent hole would hang the page.
      if (handler === undefined) throw new TypeError(`no handler for ${topic}.${name}`)
      const channel = channelOf(topic, name)
      answers.push([channel, answerOf(channel, definition, handler, rules, log)])
    }
  }
  return answers
}

function answerOf(
  channel: string,
  definition: RequestDefinition,
  handler: Handler,
  rules: SenderRules,
  log: Log,
): Answer {
  return async (sending, ...input) => {
    const refusal = refuseSender(sending, rules)
    if (refusal !== undefined) {
      log.warn('message refused', { channel, refusal })
      return refused('sender')
    }
    const parsed = definition.input.safeParse(input[0])
    if (!parsed.success || input.length > 1) {
      // Paths only: what was sent may hold a secret.
      log.warn('message refused', { channel, refusal: 'input', at: parsed.error?.issues.map((issue) => issue.path) })
      return refused('shape')
    }
    try {
      return { ok: true, value: await handler(parsed.data) }
    } catch (thrown) {
      return failed(channel, thrown, log)
    }
  }
}

function refused(reason: 'sender' | 'shape'): Outcome<never> {
  return { ok: false, failure: fail('input/invalid', { params: { reason } }).failure }
}

function failed(channel: string, thrown: unknown, log: Log): Outcome<never> {
  const failure = toFailure(thrown)
  if (failure.code === 'bug') log.error('request failed by a bug', { channel, trace: failure.trace, error: thrown })
  else if (failure.code !== 'aborted') log.info('request failed', { channel, code: failure.code, trace: failure.trace })
  return { ok: false, failure }
}
