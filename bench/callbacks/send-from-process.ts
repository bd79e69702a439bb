import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { SendingReport } from './sender.ts'

/** Has another process send all planned callbacks to this address. */
export async function sendFromProcess(url: string, foneNumber: string): Promise<SendingReport> {
  const sender = fileURLToPath(new URL('sender.ts', import.meta.url))
  const child = spawn(process.execPath, [sender, url, foneNumber], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  const said = await text(child.stdout)
  await closed
  return JSON.parse(said) as SendingReport
}
