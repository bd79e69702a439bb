import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { phoneAccount, sampleCall, sampleFailure } from '../../bridge/in-memory-samples.ts'
import { find, findAll } from '../../testing/find.ts'
import { setLiveStage, settle } from '../../testing/stage.ts'
import type { Stage } from '../../testing/stage.ts'
import { useNoticesStore } from '../notices/index.ts'
import { useCallAnnouncements } from './useCallAnnouncements.ts'
import LiveCalls from './LiveCalls.vue'

async function showCalls(calls = [sampleCall()]): Promise<Stage> {
  const stage = await setLiveStage({ snapshot: { accounts: [phoneAccount], calls } })
  await stage.show(
    defineComponent(() => {
      useCallAnnouncements()
      return () => h(LiveCalls)
    }),
  )
  return stage
}

describe('the live calls', () => {
  it('are no list when there are none', async () => {
    await showCalls([])
    expect(findAll('list', 'Live calls')).toEqual([])
  })

  it('put what rings here first', async () => {
    await showCalls([
      sampleCall({ id: 'a', number: '1', direction: 'out', state: 'active' }),
      sampleCall({ id: 'b', number: '2' }),
    ])
    const names = [...document.querySelectorAll('article')].map((card) => card.getAttribute('aria-label'))
    expect(names).toEqual(['2', '1'])
  })

  it('are answered, and show how they go on', async () => {
    await showCalls()
    find('button', 'Answer').click()
    await settle()
    expect(document.body.textContent).toContain('Connected')
    expect(findAll('button', 'Answer')).toEqual([])
    find('button', 'Hang up').click()
    await settle()
    expect(findAll('list', 'Live calls')).toEqual([])
  })

  it('keep a failure with the call it belongs to', async () => {
    const stage = await showCalls()
    stage.bridge.failNext('calls.answer', sampleFailure('call/wrong-state'))
    find('button', 'Answer').click()
    await settle()
    expect(find('article', '+81345670000').textContent).toContain('No longer possible')
    expect(find('button', 'Answer').hasAttribute('disabled')).toBe(false)
  })

  it('are read aloud: incoming at once, what follows in turn, nothing twice', async () => {
    const stage = await showCalls([])
    const notices = useNoticesStore()
    stage.bridge.change({ type: 'call', call: sampleCall({ name: 'Acme' }) })
    await settle()
    expect(notices.atOnce.text).toBe('Incoming call from Acme')
    expect(notices.politely.text).toBe('')
    stage.bridge.progress('call-a', { state: 'active' })
    await settle()
    expect(notices.politely.text).toBe('Acme: Connected')
    notices.announce('something else')
    stage.bridge.progress('call-a', { providerStatus: 'talking' })
    await settle()
    expect(notices.politely.text).toBe('something else')
  })
})
