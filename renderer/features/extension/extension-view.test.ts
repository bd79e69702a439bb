import { describe, expect, it } from 'vitest'
import type { ExtensionProperties } from '../../../contract/model/extension.ts'
import { exchangeAccount, exchangeProvider, sampleFailure } from '../../bridge/in-memory-samples.ts'
import { find, findAll, type } from '../../testing/find.ts'
import { setLiveStage, settle } from '../../testing/stage.ts'
import type { Stage } from '../../testing/stage.ts'
import { changesOf } from './extension-changes.ts'
import ExtensionView from './ExtensionView.vue'

const properties: ExtensionProperties = {
  label: 'Reception',
  call_screening_enabled: false,
  incoming_limit: 2,
  hold_music: null,
  geo_list: ['RU', 'KZ'],
  password: 'sip-secret',
  something_new: 'x',
}

async function showExtension(): Promise<Stage> {
  const stage = await setLiveStage({ providers: [exchangeProvider], snapshot: { accounts: [exchangeAccount] } })
  stage.bridge.world.extension = { id: '54', name: 'office*101', properties }
  await stage.show(ExtensionView, { account: exchangeAccount })
  return stage
}

async function enter(field: string, value: string): Promise<void> {
  type(find('textbox', field), value)
  await settle()
}

async function save(): Promise<void> {
  find('button', 'Save changes').closest('form')?.requestSubmit()
  await settle()
}

const sent = (stage: Stage): unknown[] =>
  stage.bridge.asked.filter((request) => request.name === 'extension.change').map((request) => request.input)

describe('a phone terminal', () => {
  it('shows known properties by their meaning, unknown ones by their name, secrets not at all', async () => {
    await showExtension()
    expect((find('textbox', 'Label') as HTMLInputElement).value).toBe('Reception')
    expect(find('switch', 'Call screening').getAttribute('aria-checked')).toBe('false')
    expect((find('textbox', 'something_new') as HTMLInputElement).value).toBe('x')
    expect(find('textbox', 'External mobile number')).toBeTruthy()
    expect(findAll('textbox', 'password')).toEqual([])
  })

  it('sends only what was changed, and shows what the service has then', async () => {
    const stage = await showExtension()
    expect(findAll('button', 'Save changes')).toEqual([])
    await enter('External mobile number', '+7 (987) 654-32-10')
    find('switch', 'Call screening').click()
    await settle()
    await save()
    expect(sent(stage)).toEqual([
      { account: 'office', properties: { external_number: '+79876543210', call_screening_enabled: true } },
    ])
    expect((find('textbox', 'External mobile number') as HTMLInputElement).value).toBe('+79876543210')
    expect(findAll('button', 'Save changes')).toEqual([])
  })

  it('keeps what was typed when it is refused', async () => {
    const stage = await showExtension()
    await enter('Label', 'Lobby')
    stage.bridge.failNext('extension.change', sampleFailure('unsupported', { params: { reason: 'app-access' } }))
    await save()
    expect(document.body.textContent).toContain('Your entries are still here')
    expect(document.body.textContent).toContain('access level')
    expect((find('textbox', 'Label') as HTMLInputElement).value).toBe('Lobby')
  })

  it('holds back what can never be right', async () => {
    const stage = await showExtension()
    await enter('External mobile number', 'my mobile')
    await enter('Simultaneous incoming calls', 'many')
    expect(document.body.textContent).toContain('Enter the number with country code')
    await save()
    expect(sent(stage)).toEqual([])
  })
})

describe('changes', () => {
  it.each<[string, string | boolean, ExtensionProperties]>([
    ['incoming_limit', '3', { incoming_limit: 3 }],
    ['hold_music', '12', { hold_music: 12 }],
    ['hold_music', '', {}],
    ['geo_list', 'RU、 VN', { geo_list: ['RU', 'VN'] }],
    ['geo_list', 'RU, KZ', {}],
    ['label', 'Reception', {}],
    ['external_number', '', {}],
    ['call_screening_enabled', true, { call_screening_enabled: true }],
  ])('%s = %j are of the type that the service has', (name, typed, changes) => {
    expect(changesOf(properties, { [name]: typed })).toEqual(changes)
  })
})
