import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext, getCACertificates } from 'node:tls'
import type { SecureContext } from 'node:tls'
import type { Environment } from './agents.ts'

/**
 * Whom we believe: Node's own list, what the system trusts (a company's own authority is installed there) and the file that NODE_EXTRA_CA_CERTS names.
 * Node reads that file itself, but Electron need not; reading it again does no harm. One context for all connections: building it takes some 70 ms.
 */
export function trustedContext(env: Environment): SecureContext {
  const authorities = new Set([...authoritiesOf('default'), ...authoritiesOf('system'), ...extraAuthorities(env)])
  return authorities.size === 0 ? createSecureContext() : createSecureContext({ ca: [...authorities] })
}

function authoritiesOf(store: 'default' | 'system'): readonly string[] {
  try {
    return getCACertificates(store)
  } catch {
    // A runtime that cannot read the system's store is left with Node's own list.
    return []
  }
}

function extraAuthorities(env: Environment): readonly string[] {
  const file = env['NODE_EXTRA_CA_CERTS']
  if (!file) return []
  try {
    const certificates =
      readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
    return certificates.map((text) => new X509Certificate(text).toString())
  } catch {
    // As Node does: a file that cannot be read or understood adds nothing, and the connection then fails with net/tls.
    return []
  }
}
