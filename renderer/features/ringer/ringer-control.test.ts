import { describe, expect, it } from 'vitest'
import type { Ringer } from '../../../contract/model/ringer.ts'
import {
  alarmAccount,
  alarmProvider,
  phoneAccount,
  phoneProvider,
  sampleFailure,
} from '../../bridge/in-memory-samples.ts'
import { find } from '../../testing/find.ts'
import { setLiveStage, settle } from '../../testing/stage.ts'
import type { Stage } from '../../testing/stage.ts'
import { useAccountsStore } from '../accounts/index.ts'
import { useNoticesStore } from '../notices/index.ts'
import RingerControl from './RingerControl.vue'
import { shownMode } from './shown-mode.ts'

const second = { ...phoneAccount, id: 'mobile', label: 'Mobile' }

async function showRinger(ringers: Ringer[], accounts = [phoneAccount, alarmAccount]): Promise<Stage> {
  const stage = await setLiveStage({ providers: [phoneProvider, alarmProvider], snapshot: { accounts, ringers } })
  await useAccountsStore().load()
  await stage.show(RingerControl)
  return stage
}

const checked = (): string[] =>
  ['Silent', 'Manner', 'Sound'].filter((name) => find('radio', name).getAttribute('aria-checked') === 'true')

describe('the ringer', () => {
  it('shows what the device is in, and that this is assumed', async () => {
    await showRinger([{ account: 'desk-phone', mode: 'manner', certainty: 'assumed' }])
    expect(checked()).toEqual(['Manner'])
    expect(document.body.textContent).toContain('Assumed: the device cannot tell')
  })

  it('says nothing of certainty where the device was read', async () => {
    await showRinger([{ account: 'desk-phone', mode: 'silent', certainty: 'known' }])
    expect(checked()).toEqual(['Silent'])
    expect(document.body.textContent).not.toContain('Assumed')
  })

  it('sets every device that has a ringer, and no other account; the app follows', async () => {
    const stage = await showRinger([], [phoneAccount, second, alarmAccount])
    find('radio', 'Silent').click()
    await settle()
    const asked = stage.bridge.asked.filter((request) => /ringer|settings/.test(request.name))
    expect(asked.map((request) => request.input)).toEqual([
      { account: 'desk-phone', mode: 'silent' },
      { account: 'mobile', mode: 'silent' },
    ])
    expect(checked()).toEqual(['Silent'])
  })

  it('names the device that did not take it', async () => {
    const stage = await showRinger([{ account: 'desk-phone', mode: 'sound', certainty: 'assumed' }])
    stage.bridge.failNext('ringer.set', sampleFailure('provider/refused'))
    find('radio', 'Silent').click()
    await settle()
    expect(useNoticesStore().notices[0]?.text).toContain('“Desk phone”')
    expect(checked()).toEqual(['Sound'])
  })

  it('does not show a mode that the only device refused, though it was never set before', async () => {
    const stage = await showRinger([])
    const before = checked()
    stage.bridge.failNext('ringer.set', sampleFailure('provider/refused'))
    find('radio', 'Silent').click()
    await settle()
    expect(before).not.toEqual(['Silent'])
    expect(checked()).toEqual(before)
  })

  it('names each device and its mode when there are several', async () => {
    await showRinger(
      [
        { account: 'desk-phone', mode: 'silent', certainty: 'known' },
        { account: 'mobile', mode: 'sound', certainty: 'assumed' },
      ],
      [phoneAccount, second],
    )
    expect(checked()).toEqual([])
    expect(document.body.textContent).toContain('Desk phone: Silent')
    expect(document.body.textContent).toContain('Mobile: Sound')
  })
})

describe('the mode that is shown', () => {
  const ringer = (mode: Ringer['mode'], account = 'a'): Ringer => ({ account, mode, certainty: 'assumed' })
  it.each([
    ['no device: the app', [], 'manner', 'manner'],
    ['a device that was never set: the app', [ringer(null)], 'manner', 'manner'],
    ['the device', [ringer('silent')], 'sound', 'silent'],
    ['devices that agree', [ringer('silent'), ringer('silent', 'b')], 'sound', 'silent'],
    ['devices that differ: none', [ringer('silent'), ringer('sound', 'b')], 'sound', null],
  ] as const)('is that of %s', (_, ringers, own, expected) => {
    expect(shownMode(ringers, own)).toBe(expected)
  })
})
