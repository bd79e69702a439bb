import { fail, FailureError } from '../failure.ts'

/** System error codes a person can do something about, in the closed words that a text may be chosen by. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'no-access',
  EPERM: 'no-access',
  EROFS: 'read-only',
  EIO: 'disk-error',
  ENOTDIR: 'not-a-folder',
  EEXIST: 'not-a-folder',
  EISDIR: 'not-a-file',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
}

/** What went wrong on the disk, as store/unavailable with a plain `reason` and the `file`'s plain name (no folder: that could name a person). */
export function diskFailure(thrown: unknown, file: string): FailureError {
  if (thrown instanceof FailureError) return thrown
  const code = systemCode(thrown)
  return fail('store/unavailable', {
    retry: 'after',
    params: { reason: REASONS[code ?? ''] ?? code ?? 'unknown', file },
  })
}

/** The `code` of a Node error, for example ENOENT. */
export function systemCode(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined
  return typeof thrown.code === 'string' ? thrown.code : undefined
}
