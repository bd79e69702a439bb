import { describe, expect, it } from 'vitest'
import { factOf, readPhoneNews } from './map.ts'
import { end, newCall } from './tracked-call.ts'

const here = 'Host.exampleId.localhost.deviceconnect.org'

describe('readPhoneNews', () => {
  it.each([
    [0, 'started'],
    [1, 'failed'],
    [2, 'finished'],
  ])('reads phoneStatus %i as %s', (state, word) => {
    const frame = {
      profile: 'phone',
      attribute: 'onconnect',
      serviceId: here,
      phoneStatus: { phoneNumber: '09012345678', state },
    }
    expect(readPhoneNews(frame, here)).toEqual({ kind: 'status', word, number: '09012345678' })
  })

  it.each(['ringing', 'dialing', 'active', 'on-hold', 'standby'])('reads the call state %s', (state) => {
    const frame = {
      profile: 'phone',
      attribute: 'onCallStateChange',
      serviceId: here,
      state,
      phoneNumber: '0312345678',
    }
    expect(readPhoneNews(frame, here)).toEqual({ kind: 'line', word: state, number: '0312345678' })
  })

  it('decides by the shape: the document prints a call state under the attribute onconnect', () => {
    const frame = {
      serviceId: here,
      profile: 'phone',
      attribute: 'onconnect',
      state: 'ringing',
      phoneNumber: '090XXXXXXXX',
    }
    expect(readPhoneNews(frame, here)).toEqual({ kind: 'line', word: 'ringing', number: '090XXXXXXXX' })
  })

  it.each(['onconnect', 'onConnect', 'ONCONNECT', 'onPhoneStateChange', 'oncallstatechange'])(
    'knows the attribute %s',
    (attribute) => {
      expect(readPhoneNews({ profile: 'Phone', attribute, state: 'ringing' }, here)).toBeDefined()
    },
  )

  it('stands what servers add, leave out and write otherwise', () => {
    const frame = {
      result: 0,
      accessToken: 'of the plug-in',
      extra: [1],
      phoneStatus: { state: '2', phoneNumber: 117, more: null },
    }
    expect(readPhoneNews(frame, here)).toEqual({ kind: 'status', word: 'finished', number: '117' })
    expect(readPhoneNews({ profile: 'phone', state: 'ON_HOLD', phoneNumber: null }, here)).toEqual({
      kind: 'line',
      word: 'on-hold',
      number: '',
    })
  })

  it.each([
    { profile: 'battery', attribute: 'onchargingchange', state: 'active' },
    { profile: 'phone', attribute: 'onsomethingelse', state: 'active' },
    {
      profile: 'phone',
      attribute: 'onconnect',
      serviceId: 'Host.another',
      phoneStatus: { state: 0, phoneNumber: '117' },
    },
    { profile: 'phone', attribute: 'onconnect', phoneStatus: { state: 7, phoneNumber: '117' } },
    { profile: 'phone', attribute: 'onconnect', phoneStatus: 'started' },
    { profile: 'phone', attribute: 'onCallStateChange', state: 'levitating' },
    { result: 0 },
    {},
  ])('ignores %o', (frame) => {
    expect(readPhoneNews(frame, here)).toBeUndefined()
  })
})

describe('factOf', () => {
  it('is whole, with nothing that is not known', () => {
    expect(factOf(newCall('k', 'out', 'dialing', '117', 5))).toEqual({
      type: 'call',
      key: 'k',
      direction: 'out',
      state: 'dialing',
      number: '117',
      startedAt: 5,
    })
  })

  it('says endUnseen only of a call that is up', () => {
    const call = { ...newCall('k', 'out', 'active', '117', 5), endUnseen: true }
    expect(factOf(call)).toMatchObject({ endUnseen: true })
    expect(factOf(end(call, 'answered', 9))).not.toHaveProperty('endUnseen')
  })
})
