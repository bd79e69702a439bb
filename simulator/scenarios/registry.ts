import { busyMorning } from './busy-morning.ts'
import { flakyNetwork } from './flaky-network.ts'
import { missedCall } from './missed-call.ts'
import type { Scenario } from './scenario.ts'

/** Every scenario by its name on the command line. Without one the simulator is quiet. */
const scenarios: Readonly<Record<string, Scenario>> = {
  'busy-morning': busyMorning,
  'missed-call': missedCall,
  'flaky-network': flakyNetwork,
}

/** @throws Error naming the known scenarios */
export function findScenario(name: string): Scenario {
  const found = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
  if (!found) throw new Error(`There is no scenario "${name}"; known: ${Object.keys(scenarios).join(', ')}.`)
  return found
}
