import { ApiError } from './errors.ts'

export type LogKind = 'calls' | 'messages'

/** What a request is for. `key` is the URL key of a rule. */
export type Target =
  | { readonly kind: 'account-log'; readonly log: LogKind }
  | { readonly kind: 'fire'; readonly key: string }
  | { readonly kind: 'read-recipients'; readonly key: string }
  | { readonly kind: 'write-recipients'; readonly key: string }
  | { readonly kind: 'rule-log'; readonly key: string; readonly log: LogKind; readonly latest: boolean }
  | { readonly kind: 'firing'; readonly key: string; readonly code: string }

const accountLogs: Readonly<Record<string, LogKind>> = { callog: 'calls', smslog: 'messages' }
const ruleLogs: Readonly<Record<string, LogKind>> = { calllog: 'calls', smslog: 'messages' }

/**
 * Reads the paths of the manual, among them two that differ by one letter: `/pattern/callog` (account) and `/pattern/<key>/calllog` (rule).
 * @throws ApiError 404 for other paths; 405 for another method (ASSUMPTION)
 */
export function readTarget(method: string, path: string, calllogAlias: boolean): Target {
  const [root, ...segments] = path.split('/').slice(1).map(decoded)
  if (root !== 'pattern' || segments.includes('')) throw new ApiError(404)
  const byMethod = targetsAt(segments, calllogAlias)
  const target = byMethod[method]
  if (!target) throw new ApiError(Object.keys(byMethod).length === 0 ? 404 : 405)
  return target
}

function targetsAt(segments: readonly string[], calllogAlias: boolean): Readonly<Record<string, Target>> {
  const [first = '', second = '', third] = segments
  if (segments.length === 1) {
    const log = accountLogs[first] ?? (calllogAlias && first === 'calllog' ? 'calls' : undefined)
    return log ? { GET: { kind: 'account-log', log } } : {}
  }
  const log = ruleLogs[second]
  if (segments.length === 3) {
    return log && third === 'latest' ? { GET: { kind: 'rule-log', key: first, log, latest: true } } : {}
  }
  if (segments.length !== 2) return {}
  if (log) return { GET: { kind: 'rule-log', key: first, log, latest: false } }
  if (second === 'call') return { POST: { kind: 'fire', key: first } }
  if (second === 'tel') {
    return { GET: { kind: 'read-recipients', key: first }, PUT: { kind: 'write-recipients', key: first } }
  }
  return { GET: { kind: 'firing', key: first, code: second } }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new ApiError(404)
  }
}
