import { fail, FailureError } from '../../failure.ts'

/** What the three systems' keychains say, in closed words. Their own words stay out of the failure: they may name a person's collection. */
const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/failed to load keytar|libsecret.*(?:no such file|cannot open)|cannot find module/i, 'no-library'],
  [/locked|is not unlocked|interaction is not allowed/i, 'locked'],
  [/dismiss|cancel|denied|not permitted|refused by/i, 'refused'],
  [
    /autolaunch|no such secret|org\.freedesktop\.secrets|serviceunknown|not provided by any|could not connect|connection refused|no such file|x11|no such object|connection is closed|does not exist/i,
    'no-keyring',
  ],
]

/** Something that is there but is no text of ours. */
const UNREADABLE = /utf-?8|decode|corrupt|invalid data|malformed/i

/** A keychain's error as vault/unavailable (with `reason`) or vault/unreadable. */
export function keychainFailure(thrown: unknown): FailureError {
  if (thrown instanceof FailureError) return thrown
  const said = thrown instanceof Error ? thrown.message : String(thrown)
  if (UNREADABLE.test(said)) return fail('vault/unreadable', { params: { reason: 'damaged' } })
  const reason = REASONS.find(([pattern]) => pattern.test(said))?.[1] ?? 'unknown'
  return fail('vault/unavailable', { retry: reason === 'no-library' ? 'no' : 'after', params: { reason } })
}
