import { toFailure } from '../../../core/index.ts'
import { fill } from '../texts/index.ts'
import type { Texts } from '../texts/index.ts'

/** Why the app could not start, for a person: nearly always a home that cannot be written. `detail` is for support. */
export function startFailureText(error: unknown, home: string, texts: Texts): string {
  const detail = error instanceof Error ? error.message : String(error)
  const key = isAboutTheHome(error) ? 'app.failed.home' : 'app.failed.bug'
  return fill(texts[key], { home, detail })
}

function isAboutTheHome(error: unknown): boolean {
  if (toFailure(error).code === 'store/unavailable') return true
  return error instanceof Error && 'syscall' in error
}
