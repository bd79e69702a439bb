import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

function start(...words: string[]) {
  const program = spawn(process.execPath, [main, ...words])
  const exited = new Promise<number | null>((resolve) => program.once('close', resolve))
  return { program, exited, text: (stream: 'stdout' | 'stderr') => program[stream].setEncoding('utf8') }
}

it('prints where everything is as JSON, runs, and ends on SIGTERM', async () => {
  const { program, exited, text } = start('--port-base', '0')
  let printed = ''
  for await (const chunk of text('stdout').iterator({ destroyOnReturn: false })) {
    printed += String(chunk)
    if (printed.endsWith('}\n')) break
  }
  const { origins, controlOrigin, accounts } = JSON.parse(printed) as {
    origins: Record<string, string>
    controlOrigin: string
    accounts: Record<string, { settings: object; secrets: object }>
  }
  expect((await fetch(`${controlOrigin}/control`)).status).toBe(200)
  expect(accounts['device-connect']).toEqual({ settings: { baseUrl: origins['device-connect'] }, secrets: {} })
  program.kill('SIGTERM')
  // Windows has no signals: the process is ended without being asked.
  expect(await exited).toBe(process.platform === 'win32' ? null : 0)
})

it('says in one sentence that a port is taken, and exits with 2', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { exited, text } = start('--port-base', String(port))
  let complaint = ''
  for await (const chunk of text('stderr')) complaint += String(chunk)
  expect(await exited).toBe(2)
  expect(complaint).toBe(
    `Port ${port}, wanted for the simulated Device Connect, is in use by another program. Choose another port base, or 0 for any free ports.\n`,
  )
  await new Promise((resolve) => other.close(resolve))
})
