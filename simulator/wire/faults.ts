import type { EncodedReply } from './message.ts'

/** How a reply is spoilt. `reset` carries the request out and then cuts the connection, so that the caller cannot know. */
export type Corruption = 'truncate' | 'not-json' | 'html' | 'wrong-types' | 'empty' | 'huge' | 'reset'

export const corruptions: readonly Corruption[] = [
  'truncate',
  'not-json',
  'html',
  'wrong-types',
  'empty',
  'huge',
  'reset',
]

/** A reply as it goes out: cut off somewhere, or not at all. */
export interface SpoiltReply extends EncodedReply {
  /** Bytes that are really sent before the connection is cut; the announced length stays that of the whole body. */
  readonly cutAfter?: number
}

interface Rule {
  readonly action: { delayMs: number } | { corrupt: Corruption } | { status: number; headers: Record<string, string> }
  /** Part of the path, without regard to case; absent: every request. */
  readonly path?: string | undefined
  /** How many requests are left to be hit. */
  left: number
}

/** What the control asked to go wrong on one face's HTTP side. */
export interface Faults {
  delay(milliseconds: number, path?: string, times?: number): void
  corrupt(kind: Corruption, path?: string, times?: number): void
  /** Answers with this status instead of asking the face at all. */
  failWith(status: number, path?: string, times?: number, headers?: Record<string, string>): void
  clear(): void
  /** Takes what applies to one request; each rule is used up by `times` requests. */
  take(path: string): {
    delayMs: number
    corrupt?: Corruption
    failWith?: { status: number; headers: Record<string, string> }
  }
}

export function createFaults(): Faults {
  let rules: Rule[] = []

  function add(action: Rule['action'], path?: string, times = Number.POSITIVE_INFINITY): void {
    rules.push({ action, path: path?.toLowerCase(), left: times })
  }

  return {
    delay: (delayMs, path, times) => {
      add({ delayMs }, path, times)
    },
    corrupt: (corrupt, path, times) => {
      if (!corruptions.includes(corrupt))
        throw new Error(`Unknown corruption "${corrupt}"; known: ${corruptions.join(', ')}.`)
      add({ corrupt }, path, times)
    },
    failWith: (status, path, times, headers = {}) => {
      add({ status, headers }, path, times)
    },
    clear() {
      rules = []
    },
    take(path) {
      const taken: ReturnType<Faults['take']> = { delayMs: 0 }
      for (const rule of rules) {
        if (rule.path !== undefined && !path.toLowerCase().includes(rule.path)) continue
        rule.left -= 1
        if ('delayMs' in rule.action) taken.delayMs += rule.action.delayMs
        else if ('corrupt' in rule.action) taken.corrupt = rule.action.corrupt
        else taken.failWith = rule.action
      }
      rules = rules.filter((rule) => rule.left > 0)
      return taken
    },
  }
}

const hugeSize = 32 * 1024 * 1024

/** Spoils a finished reply. */
export function spoil(reply: EncodedReply, kind: Corruption): SpoiltReply {
  switch (kind) {
    case 'truncate':
      return { ...reply, cutAfter: Math.floor(reply.body.length / 2) }
    case 'not-json':
      return { ...reply, body: Buffer.from('{"result": 0, oops') }
    case 'html':
      return {
        status: reply.status,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: Buffer.from('<!doctype html><title>Sign in to the network</title><p>Please accept the terms of use.'),
      }
    case 'wrong-types':
      return { ...reply, body: Buffer.from(JSON.stringify(withWrongTypes(parseOrNull(reply.body)))) }
    case 'empty':
      return { ...reply, body: Buffer.alloc(0) }
    case 'huge':
      return { ...reply, body: Buffer.alloc(hugeSize, ' ') }
    case 'reset':
      return { ...reply, cutAfter: -1 }
  }
}

function parseOrNull(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}

/** Keeps the shape's keys and turns every value into one of another type. */
function withWrongTypes(value: unknown): unknown {
  if (Array.isArray(value)) return { length: value.length }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withWrongTypes(inner)]))
  }
  return typeof value === 'string' ? 42 : [value]
}
