// Signs the demo in through the front door, the app's own command line: the product has no back door for demos.
import { spawn } from 'node:child_process'
import type { FaceId, Simulator } from '../../simulator/index.ts'
import { inRepository } from '../setup/repository.ts'

/** What the demo's accounts are called in the window, in the order in which they are added: the first one dials. */
const LABELS: Readonly<Record<FaceId, string>> = {
  'device-connect': 'Demo phone (Device Connect)',
  iotcall: 'Demo alarm dialer (IoTCall)',
  antbuddy: 'Demo desk phone (AntBuddy)',
  fonestorm: 'Demo number (FoneStorm)',
  telphin: 'Demo extension (Telphin)',
}

const everyService = Object.keys(LABELS) as FaceId[]

/** Its id tells a demo's account from real ones in a keychain. */
const idOf = (service: FaceId): string => `demo-${service}`

export const labelOf = (service: FaceId): string => LABELS[service]

/** Adds an account for each of these simulated services. Rejects with the command line's own sentence. */
export async function signIn(
  simulator: Simulator,
  env: Record<string, string>,
  services: readonly FaceId[] = everyService,
): Promise<void> {
  for (const service of services) {
    const draft = { id: idOf(service), provider: service, label: labelOf(service), ...simulator.accounts[service] }
    await runSidetone(['accounts', 'add', '--replace'], JSON.stringify(draft), env)
  }
}

/** Removes them and their secrets again: on macOS and Windows the keychain is the person's own. Never rejects. */
export async function signOut(env: Record<string, string>): Promise<void> {
  for (const service of everyService) {
    await runSidetone(['accounts', 'remove', idOf(service)], '', env).catch((error: unknown) => {
      console.error(`A demo account could not be removed: ${String(error)}`)
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
