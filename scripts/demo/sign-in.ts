// Signs the demo in through the front door, the app's own command line: the product has no back door for demos.
import { spawn } from 'node:child_process'
import type { Simulator } from '../../simulator/index.ts'
import { inRepository } from '../setup/repository.ts'

/** Accounts of the demo are called this, so that they can be told from real ones in a keychain. */
function accountId(provider: string): string {
  return `demo-${provider}`
}

/** Adds one account for every simulated service. Rejects with the command line's own sentence. */
export async function signIn(simulator: Simulator, env: Record<string, string>): Promise<void> {
  for (const [provider, { settings, secrets }] of Object.entries(simulator.accounts)) {
    const account = { id: accountId(provider), provider, label: 'Demo', settings, secrets }
    await runSidetone(['accounts', 'add', '--replace'], JSON.stringify(account), env)
  }
}

/** Removes them and their secrets again: the keychain may be the person's own. Never rejects. */
export async function signOut(simulator: Simulator, env: Record<string, string>): Promise<void> {
  for (const provider of Object.keys(simulator.accounts)) {
    await runSidetone(['accounts', 'remove', accountId(provider)], '', env).catch((error: unknown) => {
      console.error(`The demo account could not be removed: ${String(error)}`)
    })
  }
}

/** Runs `sidetone` with a text on its standard input, where secrets belong. */
function runSidetone(args: readonly string[], input: string, env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRepository('cli', 'bin', 'sidetone.mjs'), ...args], {
      env,
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`"sidetone ${args.join(' ')}" ended with code ${code ?? 'none'}: ${said.trim()}`))
    })
    child.stdin.on('error', (error) => (said += error.message))
    child.stdin.end(input)
  })
}
