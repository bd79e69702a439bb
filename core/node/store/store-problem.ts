/** Why the journal cannot be used, in closed words; `damaged` is the one it mends itself. */
export type StoreReason =
  | 'damaged'
  | 'disk-full'
  | 'read-only'
  | 'no-access'
  | 'disk-error'
  | 'busy'
  | 'newer-version'
  | 'bad-cursor'
  | 'bad-date'
  | 'stopped'
  | 'unknown'

/** Thrown inside the store's worker where SQLite itself does not complain. */
export class StoreProblem extends Error {
  readonly reason: StoreReason

  constructor(reason: StoreReason) {
    super(reason)
    this.name = 'StoreProblem'
    this.reason = reason
  }
}

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const SQLITE_REASONS: Readonly<Record<number, StoreReason>> = {
  3: 'no-access',
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'disk-error',
  11: 'damaged',
  13: 'disk-full',
  14: 'no-access',
  23: 'no-access',
  26: 'damaged',
}

const SYSTEM_REASONS: Readonly<Record<string, StoreReason>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'no-access',
  EPERM: 'no-access',
  EROFS: 'read-only',
  EIO: 'disk-error',
  ENOTDIR: 'no-access',
  EEXIST: 'no-access',
}

/** Why an operation failed. Extended result codes keep the primary one in their lowest byte. */
export function reasonOf(thrown: unknown): StoreReason {
  if (thrown instanceof StoreProblem) return thrown.reason
  if (typeof thrown !== 'object' || thrown === null) return 'unknown'
  if ('errcode' in thrown && typeof thrown.errcode === 'number')
    return SQLITE_REASONS[thrown.errcode & 0xff] ?? 'unknown'
  if ('code' in thrown && typeof thrown.code === 'string') return SYSTEM_REASONS[thrown.code] ?? 'unknown'
  return 'unknown'
}
