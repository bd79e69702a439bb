import { describe, expect, it, vi } from 'vitest'
import type { Call, CallAction, CallState } from '../../../contract/model/call.ts'
import { sampleCall, sampleFailure } from '../../bridge/in-memory-samples.ts'
import { find, findAll } from '../../testing/find.ts'
import { NOON, setStage, settle } from '../../testing/stage.ts'
import type { Stage } from '../../testing/stage.ts'
import CallCard from './CallCard.vue'

async function showCard(part: Partial<Call>, props: Record<string, unknown> = {}): Promise<Stage> {
  const stage = setStage()
  await stage.show(CallCard, { call: sampleCall({ startedAt: NOON, ...part }), ...props })
  return stage
}

const text = (): string => document.body.textContent

describe('a live call', () => {
  it.each<[CallState, string]>([
    ['dialing', 'Dialing'],
    ['ringing', 'Ringing'],
    ['active', 'Connected'],
    ['held', 'On hold'],
    ['ended', 'Ended'],
    ['unknown', 'State unknown'],
  ])('that is %s says "%s"', async (state, word) => {
    await showCard({ state })
    expect(text()).toContain(word)
  })

  it('is named by its number, and shows the name', async () => {
    await showCard({ number: '+81345670000', name: '田中 美咲' })
    expect(find('article', '+81345670000').textContent).toContain('田中 美咲')
  })

  it('without a number says that it was withheld', async () => {
    await showCard({ number: '' })
    expect(find('article', 'Withheld number')).toBeTruthy()
  })

  it.each<[CallAction, string]>([
    ['answer', 'Answer'],
    ['reject', 'Reject'],
    ['hang-up', 'Hang up'],
    ['dismiss', 'Dismiss'],
  ])('offers %s as "%s" and tells when it is pressed', async (action, name) => {
    const act = vi.fn<(action: CallAction) => void>()
    await showCard({ actions: [action] }, { onAct: act })
    find('button', name).click()
    expect(act).toHaveBeenCalledExactlyOnceWith(action)
  })

  it('offers nothing but what can be done', async () => {
    await showCard({ actions: ['hang-up'] })
    expect(findAll('button', 'Answer')).toEqual([])
    expect(findAll('button', 'Dismiss')).toEqual([])
  })

  it('lets nobody press twice while a command is under way', async () => {
    await showCard({ actions: ['answer', 'reject'] }, { pending: 'answer' })
    expect(find('button', 'Answer').hasAttribute('disabled')).toBe(true)
    expect(find('button', 'Reject').hasAttribute('disabled')).toBe(true)
  })

  it('counts from the answer', async () => {
    const stage = await showCard({ state: 'active', startedAt: '2026-11-22T02:59:00.000Z', answeredAt: NOON })
    stage.clock.advance(65_000)
    await settle()
    expect(document.querySelector('[role="timer"]')?.textContent).toBe('1:05')
  })

  it('of unknown state counts nothing and says what that means', async () => {
    await showCard({ state: 'unknown' })
    expect(document.querySelector('[role="timer"]')).toBeNull()
    expect(text()).toContain('The call may still be going on')
  })

  it('whose end nobody tells says so', async () => {
    await showCard({ state: 'active', endUnseen: true, actions: ['dismiss'] })
    expect(text()).toContain('does not tell when this call ends')
  })

  it("gives the service's own word small beside ours", async () => {
    await showCard({ state: 'unknown', providerStatus: 'EARLY_MEDIA' })
    expect(text()).toContain('The service says: EARLY_MEDIA')
  })

  it('says what went wrong with a command', async () => {
    await showCard({}, { failure: sampleFailure('call/wrong-state') })
    expect(text()).toContain('No longer possible')
  })
})
