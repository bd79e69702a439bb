import { fail } from '../../core/index.ts'
import { Output } from '../output.ts'
import type { Terminal } from '../output.ts'

export interface SimulatorOptions {
  readonly portBase?: number
  readonly scenario?: string
}

/** Runs the simulated services until Ctrl-C and prints where they are, once they answer. */
export async function runSimulator(terminal: Terminal, signal: AbortSignal, options: SimulatorOptions): Promise<void> {
  const { startSimulator } = await import('../../simulator/index.ts')
  const simulator = await startSimulator({
    ...(options.portBase === undefined ? {} : { portBase: options.portBase }),
    ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
  }).catch((thrown: unknown) => {
    throw fail('input/invalid', { params: { reason: thrown instanceof Error ? thrown.message : 'not started' } })
  })
  try {
    const { origins, accounts, controlOrigin } = simulator
    new Output(terminal, true).result({ origins, accounts, controlOrigin }, [])
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      else signal.addEventListener('abort', () => resolve(), { once: true })
    })
  } finally {
    await simulator.stop()
  }
}
