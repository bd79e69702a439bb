#!/usr/bin/env node
// @ts-check
// The first thing every `npm run demo|test|start|bench` runs. It needs Node 20 and nothing else: it installs the packages
// when they differ from the lockfile, finds the Node 24 among them, and hands over to `scripts/<command>.ts` on it.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPackages, packagesAreCurrent } from './front-door/packages.mjs'
import { findNode24 } from './front-door/node-24.mjs'

const COMMANDS = ['demo', 'test', 'start', 'bench']
const OLDEST_NODE = 20
const root = fileURLToPath(new URL('..', import.meta.url))

/** Ends the run with one sentence a person can act on. @param {string} sentence @returns {never} */
function stop(sentence) {
  console.error(`\n${sentence}`)
  process.exit(1)
}

/** Starts the successor on Node 24 and ends with its exit code. @param {string} node @param {string} command @param {string[]} args */
function handOver(node, command, args) {
  const binaries = [path.join(root, 'node_modules', '.bin'), path.dirname(node)]
  const child = spawn(node, [path.join(root, 'scripts', `${command}.ts`), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [...binaries, process.env['PATH'] ?? ''].join(path.delimiter) },
  })
  // Ctrl-C reaches the child too (same terminal); this process only waits, so that the child can tidy up.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('error', (error) => stop(`Could not start ${node}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

async function main() {
  const [command = '', ...args] = process.argv.slice(2)
  if (!COMMANDS.includes(command)) stop(`Usage: node scripts/front-door.mjs ${COMMANDS.join('|')} [options]`)
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    stop(
      `Sidetone needs Node ${OLDEST_NODE} or newer to start; this is Node ${process.versions.node}. Get one from https://nodejs.org.`,
    )
  }
  if (!packagesAreCurrent(root)) await installPackages(root)
  handOver(await findNode24(root), command, args)
}

main().catch((error) => stop(error instanceof Error ? error.message : String(error)))
