// Signs the demo in through the front door, the app's own command line: the product has no back door for demos.
import { spawn } from 'node:child_process'
import type { Simulator } from '../../simulator/index.ts'
import { inRepository } from '../setup/repository.ts'

/** The demo's account: the phone that the tour calls with. Its id tells it from real ones in a keychain. */
const ACCOUNT = { id: 'demo-device-connect', provider: 'device-connect', label: 'Demo phone' } as const

/** Adds it. Rejects with the command line's own sentence. */
export async function signIn(simulator: Simulator, env: Record<string, string>): Promise<void> {
  const { settings, secrets } = simulator.accounts[ACCOUNT.provider]
  await runSidetone(['accounts', 'add', '--replace'], JSON.stringify({ ...ACCOUNT, settings, secrets }), env)
}

/** Removes it and its secrets again: on macOS and Windows the keychain is the person's own. Never rejects. */
export async function signOut(env: Record<string, string>): Promise<void> {
  await runSidetone(['accounts', 'remove', ACCOUNT.id], '', env).catch((error: unknown) => {
    console.error(`The demo account could not be removed: ${String(error)}`)
  })
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
