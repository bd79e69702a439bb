import { expect, it } from 'vitest'
import type { Telephony } from '../../../core/index.ts'
import { exampleSnapshot } from '../testing/examples.ts'
import { ja } from '../texts/ja.ts'
import { LivePicture } from './live-picture.ts'

const snapshot = exampleSnapshot()

function telephonyWith(settings: object): Telephony {
  return {
    accounts: {
      providers: () => [
        { id: 'device-connect', capabilities: { ringer: 'write-only' } },
        { id: 'telphin', capabilities: { ringer: 'none' } },
      ],
      list: () => [
        { id: 'phone', provider: 'device-connect' },
        { id: 'office', provider: 'telphin' },
      ],
    },
    settings: { current: () => settings },
    state: { snapshot: () => snapshot },
  } as unknown as Telephony
}

it('knows which accounts have a ringer by what their service can do', () => {
  expect(new LivePicture(telephonyWith({}), []).ringers()).toEqual(['phone'])
})

it('speaks the language that is set now', () => {
  const settings = { language: 'en' }
  const picture = new LivePicture(telephonyWith(settings), ['en'])
  settings.language = 'ja'
  expect(picture.texts()).toBe(ja)
  expect(picture.snapshot()).toBe(snapshot)
})
