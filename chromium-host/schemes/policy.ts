import { schemeOf, toWire } from './address.ts'

/**
 * A content security policy that names one of the app's schemes must also allow the https address it travels as:
 * `media-src recording:` becomes `media-src recording: https://*.recording.invalid`. Nothing else is widened.
 */
export function widenPolicy(policy: string, schemes: ReadonlySet<string>): string {
  return policy
    .split(';')
    .map((directive) =>
      directive
        .split(' ')
        .flatMap((source) => [source, ...onWire(source, schemes)])
        .join(' '),
    )
    .join(';')
}

/** The same for policies that stand in a document's `<meta>`. */
export function widenDocumentPolicies(html: string, schemes: ReadonlySet<string>): string {
  return html.replace(/<meta\b[^>]*content-security-policy[^>]*>/gi, (tag) =>
    tag.replace(/(\bcontent\s*=\s*)("[^"]*"|'[^']*')/i, (_, name: string, quoted: string) => {
      const quote = quoted.charAt(0)
      return `${name}${quote}${widenPolicy(quoted.slice(1, -1), schemes)}${quote}`
    }),
  )
}

function onWire(source: string, schemes: ReadonlySet<string>): string[] {
  const scheme = schemeOf(source)
  if (!schemes.has(scheme)) return []
  const names = source.slice(scheme.length + 1).replace(/^\/\//, '')
  if (names === '' || names.startsWith('*')) return [`https://*.${scheme}.invalid`]
  return [toWire(`${scheme}://${names}`, schemes)]
}
