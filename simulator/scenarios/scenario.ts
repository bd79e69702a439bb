import type { Clock } from '../clock.ts'
import type { CommonVerbs } from '../control.ts'

/** What a scenario plays on: one face's common verbs, so that every scenario is playable on every face. */
export interface Stage {
  readonly face: CommonVerbs
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Waits on the simulator's clock; throws when the simulator stops. */
  readonly wait: (milliseconds: number) => Promise<void>
}

export interface Scenario {
  readonly title: string
  play(stage: Stage): Promise<void>
}
