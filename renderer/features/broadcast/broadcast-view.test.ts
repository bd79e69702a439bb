import { describe, expect, it } from 'vitest'
import type { Recipient } from '../../../contract/model/broadcast.ts'
import { alarmAccount, alarmProvider, sampleFailure } from '../../bridge/in-memory-samples.ts'
import { find, findAll, type } from '../../testing/find.ts'
import { NOON, setLiveStage, settle } from '../../testing/stage.ts'
import type { Stage } from '../../testing/stage.ts'
import BroadcastView from './BroadcastView.vue'
import { useBroadcastStore } from './broadcast.store.ts'
import { queryOf } from './result-query.ts'

const account = { ...alarmAccount, settings: { rules: [{ name: 'Pump' }, { name: 'Door' }], dialRule: 'Pump' } }

function recipients(count: number): Recipient[] {
  return Array.from({ length: count }, (_, index) => ({
    tel: String(8_043_391_000 + index),
    group: 1,
    check: index > 0,
    international_prefix_id: 1,
  }))
}

async function showBroadcast(list: readonly Recipient[] = recipients(3)): Promise<Stage> {
  const stage = await setLiveStage({ providers: [alarmProvider], snapshot: { accounts: [account] } })
  stage.bridge.world.recipients.set('Pump', list)
  await stage.show(BroadcastView, { account })
  return stage
}

async function click(name: string, place: 'first' | 'last' = 'first'): Promise<void> {
  const found = findAll('button', name)
  const button = place === 'first' ? found[0] : found.at(-1)
  if (!button) throw new Error(`no button ${name}`)
  button.click()
  await settle()
}

const text = (): string => document.body.textContent
const asked = (stage: Stage, name: string): unknown[] =>
  stage.bridge.asked.filter((request) => request.name === name).map((request) => request.input)

describe('the number list', () => {
  it('shows who is called, with group and country', async () => {
    await showBroadcast()
    expect(find('list', 'Recipients').textContent).toContain('8043391000')
    expect(find('list', 'Recipients').textContent).toContain('+81 Japan · Group A')
    expect(text()).toContain('2 of 3 are called')
  })

  it('is changed here and overwritten as a whole, after asking', async () => {
    const stage = await showBroadcast()
    find('checkbox', 'Call 8043391000').click()
    await click('Remove 8043391002')
    expect(asked(stage, 'broadcast.replace')).toEqual([])
    await click('Save list')
    expect(text()).toContain('overwritten with 2 numbers')
    await click('Replace list')
    const [first, second] = recipients(2)
    expect(asked(stage, 'broadcast.replace')).toEqual([
      { account: 'alarm', rule: 'Pump', recipients: [{ ...first, check: true }, second] },
    ])
    expect(findAll('button', 'Save list')).toEqual([])
  })

  it('keeps what was changed when it cannot be saved', async () => {
    const stage = await showBroadcast()
    await click('Remove 8043391002')
    stage.bridge.failNext('broadcast.replace', sampleFailure('net/timeout', { outcome: 'unknown' }))
    await click('Save list')
    await click('Replace list')
    expect(text()).toContain('The list at the service may not be what is shown here')
    expect(find('button', 'Save list')).toBeTruthy()
    await click('Discard')
    expect(find('button', 'Remove 8043391002')).toBeTruthy()
  })

  it('keeps what was changed while another rule is looked at', async () => {
    await showBroadcast()
    const store = useBroadcastStore()
    await click('Remove 8043391002')
    await store.choose('Door')
    expect(store.rows).toEqual([])
    expect(store.changed).toBe(false)
    await store.choose('Pump')
    expect(store.rows).toHaveLength(2)
    expect(store.changed).toBe(true)
  })

  it('takes no number that is none', async () => {
    await showBroadcast()
    await click('Add number')
    type(find('textbox', 'Phone number'), 'abc')
    await settle()
    await click('Add number', 'last')
    expect(text()).toContain('This is no phone number')
    type(find('textbox', 'Phone number'), '03-1234-5678')
    await settle()
    await click('Add number', 'last')
    expect(useBroadcastStore().rows.at(-1)?.recipient).toEqual({
      tel: '0312345678',
      group: 1,
      check: true,
      international_prefix_id: 1,
    })
  })

  it('takes over rows of a spreadsheet and says which it cannot', async () => {
    await showBroadcast()
    await click('Import CSV')
    type(find('textbox', 'Rows'), 'tel,group\n0312345678,B\noops,A')
    await settle()
    expect(text()).toContain('1 number can be taken over.')
    expect(text()).toContain('Row 3: This is no phone number')
    await click('Take over')
    expect(useBroadcastStore().rows.map((row) => row.recipient.tel)).toEqual(['0312345678'])
  })

  it('goes to the clipboard as CSV', async () => {
    const stage = await showBroadcast(recipients(1))
    await click('Copy CSV')
    expect(stage.bridge.copied).toEqual(['tel,group,check,international_prefix_id\r\n8043391000,1,0,1\r\n'])
  })

  it('of ten thousand is drawn a page at a time and searched', async () => {
    await showBroadcast(recipients(10_000))
    expect(find('list', 'Recipients').children).toHaveLength(50)
    expect(text()).toContain('1–50 of 10,000')
    await click('Next page')
    expect(text()).toContain('51–100 of 10,000')
    type(find('textbox', 'Search numbers'), '43400999')
    await settle()
    expect(find('list', 'Recipients').children).toHaveLength(1)
  })
})

describe('firing', () => {
  it('reads the list anew, says how many will be called, and calls only then', async () => {
    const stage = await showBroadcast()
    stage.bridge.world.recipients.set('Pump', recipients(6))
    await click('Fire broadcast')
    expect(text()).toContain('Call 5 people now?')
    expect(asked(stage, 'broadcast.fire')).toEqual([])
    await click('Call 5 people')
    expect(asked(stage, 'broadcast.fire')).toEqual([{ account: 'alarm', rule: 'Pump' }])
    expect(text()).toContain('about ten minutes')
  })

  it('waits until changes are saved or discarded', async () => {
    await showBroadcast()
    await click('Remove 8043391002')
    expect(find('button', 'Fire broadcast').hasAttribute('disabled')).toBe(true)
  })

  it('whose answer was lost sends to the results, and is not repeated', async () => {
    const stage = await showBroadcast()
    stage.bridge.failNext('broadcast.fire', sampleFailure('net/timeout', { outcome: 'unknown' }))
    await click('Fire broadcast')
    await click('Call 2 people')
    expect(text()).toContain('Look at the results before you fire again')
    expect(asked(stage, 'broadcast.fire')).toHaveLength(1)
  })
})

describe('the results', () => {
  it('say who answered and which button was pressed', async () => {
    const stage = await showBroadcast()
    stage.bridge.world.results = {
      calls: [
        { to: '+818043391001', status: 'completed', result: 'answered', button: 3, startedAt: NOON },
        { to: '+818043391002', status: 'no-answer', result: 'missed', button: null, startedAt: NOON },
      ],
      messages: [{ to: '+818043391001', status: 'delivered', sentAt: NOON }],
    }
    await click('Refresh')
    const list = find('list', 'Results').textContent
    for (const words of ['Answered', 'Button 3', 'Not answered', 'Text message: delivered'])
      expect(list).toContain(words)
    expect(text()).toContain('2 called · 1 answered · 1 pressed a button')
  })

  it('are looked at every minute, and when a firing is told', async () => {
    const stage = await showBroadcast()
    expect(asked(stage, 'broadcast.results')).toEqual([{ account: 'alarm', rule: 'Pump', query: { latest: true } }])
    stage.clock.advance(60_000)
    await settle()
    expect(asked(stage, 'broadcast.results')).toHaveLength(2)
    stage.bridge.change({ type: 'firing', firing: { account: 'alarm', id: 'f1' } })
    await settle()
    expect(asked(stage, 'broadcast.results')).toHaveLength(3)
    find('radio', 'Firing ID').click()
    await settle()
    expect((find('textbox', 'ID of the firing') as HTMLInputElement).value).toBe('f1')
  })

  it('of days include both of them; a range that ends before it begins asks nothing', () => {
    const choice = { range: 'dates', from: '2026-11-20', to: '2026-11-21', firing: '' } as const
    expect(queryOf(choice)).toEqual({
      since: new Date(2026, 10, 20).toISOString(),
      until: new Date(2026, 10, 21, 23, 59, 59).toISOString(),
    })
    expect(queryOf({ ...choice, to: '2026-11-19' })).toBeNull()
    expect(queryOf({ ...choice, range: 'firing', firing: ' ' })).toBeNull()
  })
})
