import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { VERSION } from '../../core/node/index.ts'
import type { CommandContext } from '../context.ts'
import { sentenceOf } from '../failure-text.ts'
import { alignedRows } from '../output.ts'

const run = promisify(execFile)

/** What support asks first. Nothing in it is secret, and no phone number is in it. */
export async function diagnostics(context: CommandContext): Promise<void> {
  const { telephony, output, signal } = context
  const { vault, accounts } = await telephony.diagnose(signal)
  const versions = { sidetone: VERSION, node: process.versions.node, sqlite: process.versions['sqlite'] ?? 'unknown' }
  const system = {
    platform: process.platform,
    arch: process.arch,
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
  }
  const handlers = {
    tel: await linkHandler('tel'),
    callto: await linkHandler('callto'),
    sidetone: await linkHandler('sidetone'),
  }
  const rows = accounts.map((one) => [
    one.id,
    one.provider,
    one.host ?? '-',
    one.failure === undefined ? one.signIn : sentenceOf(one.failure),
    one.clockSkewSeconds === null ? 'clock unknown' : `clock ${String(one.clockSkewSeconds)} s`,
  ])
  const lines = [
    `Sidetone ${versions.sidetone} on Node ${versions.node}, ${system.platform} ${system.arch}; secrets in: ${vault}`,
  ]
  output.result({ versions, system, vault, handlers, accounts }, [...lines, ...alignedRows(rows)])
}

/** Which program the desktop opens such links with; null where nobody knows (macOS and Windows keep it where a terminal cannot ask). */
async function linkHandler(scheme: string): Promise<string | null> {
  if (process.platform !== 'linux') return null
  try {
    const { stdout } = await run('xdg-mime', ['query', 'default', `x-scheme-handler/${scheme}`], { timeout: 2_000 })
    return stdout.trim() || null
  } catch {
    // No desktop here: there is no handler to name.
    return null
  }
}
