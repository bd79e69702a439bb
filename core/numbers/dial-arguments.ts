import { refuse, type Refusal } from './types.ts'

export type DialArguments = { readonly kind: 'none' } | { readonly kind: 'link'; readonly url: string } | Refusal

/**
 * The link among the arguments that the desktop started us with (without the executable and without switches of our own).
 *
 * A web page chooses this text, and on some desktops it arrives unquoted. So exactly one link is taken, and one argument that
 * looks like an option spoils all of them: `tel:x --no-sandbox` must not reach anybody's option parser.
 */
export function readDialArguments(argv: readonly string[]): DialArguments {
  const [url, ...more] = argv
  if (url === undefined) return { kind: 'none' }
  if (argv.some((argument) => /^\s*-/.test(argument))) return refuse('option')
  if (more.length > 0 || !/^(?:tel|callto|sidetone):/i.test(url)) return refuse('link')
  return { kind: 'link', url }
}
