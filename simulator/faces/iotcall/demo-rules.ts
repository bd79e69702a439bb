import type { Recipient } from './recipients.ts'
import type { Rule } from './rules.ts'

export const demoAuthCode = 'U2lkZXRvbmVEZW1vMQ=='

/** The rule that dialling may overwrite. */
export const demoDialRule = 'dial'

const japan = 1
const unitedStates = 2
const unitedKingdom = 4

const tanaka = { tel: '0312345678', countryId: japan }
const sato = { tel: '09012345678', countryId: japan }
const midori = { tel: '0612340987', countryId: japan }
const whitfield = { tel: '3215550181', countryId: unitedStates }
const lowe = { tel: '02079460018', countryId: unitedKingdom }

/** New objects each time: apps overwrite the lists. The people are of the cast. */
export function demoRules(): Rule[] {
  const settings = { autoRegistration: true, playback: 'text', sendsMessages: true } as const
  return [
    {
      ...settings,
      id: '0008200123',
      name: 'evacuation',
      note: '避難訓練の一斉連絡',
      key: '15a7c09e44d128b89',
      kind: 'all',
      text: '避難訓練です。集合場所へ移動したら1を押してください。',
      memo: '避難訓練',
      recipients: [member(tanaka, 1), member(sato, 1), member(midori, 2), member(lowe, 3, false)],
    },
    {
      ...settings,
      id: '0008200149',
      name: 'server-room',
      note: 'サーバー室の温度警報(当番順)',
      key: '15d3f6b1720c94e5a',
      kind: 'rotation-by-nine',
      text: 'サーバー室の温度が30度を超えました。対応できない場合は9を押してください。',
      memo: '温度警報',
      recipients: [member(sato, 1), member(whitfield, 2), member(tanaka, 3)],
    },
    {
      ...settings,
      id: '0008200456',
      name: 'delivery',
      note: '納品の電話連絡',
      key: '159be2280f7a6c41d',
      kind: 'normal',
      text: 'これはテストです。',
      memo: 'これはテストです。',
      sendsMessages: false,
      recipients: [member(midori, 1), member(whitfield, 1)],
    },
    {
      ...settings,
      id: '0008200789',
      name: demoDialRule,
      note: '発信専用:番号は発信のたびに書き換えられます',
      key: '15407e8da35bf1962',
      kind: 'normal',
      text: 'お電話をお願いします。',
      memo: '',
      sendsMessages: false,
      recipients: [member(tanaka, 1)],
    },
  ]
}

function member(number: Pick<Recipient, 'tel' | 'countryId'>, group: number, check = true): Recipient {
  return { ...number, group, check }
}
