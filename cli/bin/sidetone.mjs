#!/usr/bin/env node
// Starts the built command line on a Node that is new enough: this one, or the Node 24 that comes with the checkout.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const builtCli = new URL('../../out/main/cli.js', import.meta.url)
const ownNode = fileURLToPath(
  new URL(`../../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (!existsSync(builtCli)) {
  process.stderr.write('sidetone is not built yet: run "npm run build" first.\n')
  process.exitCode = 1
} else if (major > 22 || (major === 22 && minor >= 16)) {
  await import(builtCli.href)
} else if (existsSync(ownNode)) {
  const child = spawn(ownNode, [fileURLToPath(builtCli), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
} else {
  process.stderr.write(`sidetone needs Node 22.16 or newer; this is ${process.versions.node}.\n`)
  process.exitCode = 1
}
