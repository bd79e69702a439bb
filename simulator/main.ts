/** `node simulator/main.ts [--port-base N] [--scenario NAME]`: starts the simulator, prints where it is as JSON, runs until Ctrl-C. */
import { parseArgs } from 'node:util'
import { startSimulator } from './index.ts'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'port-base': { type: 'string', default: '4035' }, scenario: { type: 'string' } },
  })
  const portBase = Number(values['port-base'])
  if (!Number.isInteger(portBase) || portBase < 0 || portBase > 65_530)
    throw new Error('--port-base takes a port number, or 0.')
  const simulator = await startSimulator({
    portBase,
    ...(values.scenario === undefined ? {} : { scenario: values.scenario }),
  })
  const { origins, controlOrigin, accounts } = simulator
  process.stdout.write(`${JSON.stringify({ origins, controlOrigin, accounts }, null, 2)}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop())
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
})
