import type { Call } from '../world/call.ts'
import type { Scenario, Stage } from './scenario.ts'

export const busyMorning: Scenario = {
  title: 'Calls in and out, one after the other: answered, missed, on hold, busy.',
  async play(stage) {
    const { face, wait } = stage
    await wait(2000)
    await answered(stage, '田中', 8000)
    await wait(4000)
    await missed(stage, 'Дмитрий', 9000)
    await wait(3000)
    face.placeOnDevice({ number: '0312345000' })
    await wait(5000)
    await onHold(stage, 'Jane')
    await wait(4000)
    await missed(stage, '株式会社', 6000)
    await wait(2000)
    await answered(stage, 'Marcus', 15_000)
  },
}

async function answered({ face, wait }: Stage, from: string, talkMs: number): Promise<void> {
  const call = face.ring({ from })
  await wait(3000)
  if (isLive(face.calls(), call)) answerIfRinging(face, call)
  await wait(talkMs)
  if (isLive(face.calls(), call)) face.hangUp({ call: call.id })
}

async function missed({ face, wait }: Stage, from: string, ringMs: number): Promise<void> {
  const call = face.ring({ from })
  await wait(ringMs)
  if (isLive(face.calls(), call)) face.hangUp({ call: call.id })
}

async function onHold({ face, wait }: Stage, from: string): Promise<void> {
  const call = face.ring({ from })
  await wait(2000)
  answerIfRinging(face, call)
  await wait(4000)
  if (stateOf(face.calls(), call) === 'active') face.hold({ call: call.id })
  await wait(5000)
  if (stateOf(face.calls(), call) === 'held') face.resume({ call: call.id })
  await wait(3000)
  if (isLive(face.calls(), call)) face.hangUp({ call: call.id })
}

/** The person at the app may have answered, refused or ended the call meanwhile. */
function answerIfRinging(face: Stage['face'], call: Call): void {
  if (stateOf(face.calls(), call) === 'ringing') face.answer({ call: call.id })
}

function isLive(calls: readonly Call[], call: Call): boolean {
  const state = stateOf(calls, call)
  return state !== undefined && state !== 'ended'
}

function stateOf(calls: readonly Call[], call: Call): Call['state'] | undefined {
  return calls.find((candidate) => candidate.id === call.id)?.state
}
