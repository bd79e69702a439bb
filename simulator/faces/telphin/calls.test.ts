import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireClient, type WireClient } from './testing/wire-client.ts'

let client: WireClient

beforeEach(async () => {
  client = await startWireClient()
  await client.signIn()
})

afterEach(() => client[Symbol.asyncDispose]())

const wanted = { src_num: ['101'], dst_num: '+74951234567' }

function callBack(body: object = wanted, extension = 54) {
  return client.send('POST', `/extension/${extension}/callback/`, body)
}

async function current(extension = 54) {
  return (await client.get(`/extension/${extension}/current_calls/`)).body
}

function states(): string[] {
  return client.service.calls().map(({ state, result }) => (result ? `${state} ${result}` : state))
}

describe('POST /extension/{id}/callback/', () => {
  it('rings the own side first, then the destination', async () => {
    const { status, body } = await callBack()
    expect(status).toBe(201)
    expect(body).toEqual({
      call_api_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      call_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(states()).toEqual(['ringing'])
    client.clock.advance(1000)
    expect(states()).toEqual(['dialing'])
    client.clock.advance(1500)
    expect(states()).toEqual(['active'])
    expect(client.service.calls()).toMatchObject([{ number: '+74951234567', direction: 'out' }])
  })

  it('waits for somebody to pick up, when told so', async () => {
    client.service.switches({ ownPhonePickUpMs: null })
    await callBack()
    client.clock.advance(30_000)
    expect(states()).toEqual(['ringing'])
    client.service.pickUp()
    expect(states()).toEqual(['dialing'])
    expect(() => client.service.pickUp()).toThrow('No phone rings')
  })

  it('gives up when nobody picks up', async () => {
    client.service.switches({ ownPhonePickUpMs: null })
    await callBack()
    client.clock.advance(60_000)
    expect(states()).toEqual(['ended no-answer'])
  })

  it('heeds wait_for_pickup and call_duration', async () => {
    client.service.switches({ ownPhonePickUpMs: 12_000 })
    await callBack({ ...wanted, wait_for_pickup: 10 })
    client.clock.advance(9999)
    expect(states()).toEqual(['ringing'])
    client.clock.advance(1)
    expect(states()).toEqual(['ended no-answer'])
    client.service.clear()
    await callBack({ ...wanted, call_duration: 5, allow_public_transfer: false })
    client.clock.advance(2500 + 4999)
    expect(states()).toEqual(['active'])
    client.clock.advance(1)
    expect(states()).toEqual(['ended answered'])
  })

  it('ends at once when the phone is not registered', async () => {
    client.service.switches({ phoneRegistered: false })
    expect((await callBack()).status).toBe(201)
    client.clock.advance(300)
    expect(states()).toEqual(['ended failed'])
  })

  it.each([
    [{ dst_num: '1' }, 'src_num must be an array of numbers'],
    [{ src_num: [], dst_num: '1' }, 'src_num must be an array of numbers'],
    [{ src_num: '101', dst_num: '1' }, 'src_num must be an array of numbers'],
    [{ src_num: ['101'] }, 'dst_num must be a number'],
    [{ src_num: ['101'], dst_num: 'mother' }, 'dst_num must be a number'],
    [{ ...wanted, call_duration: -1 }, 'call_duration must be a positive integer'],
    [{ ...wanted, whim: 1 }, 'Unknown field: whim'],
  ])('answers 400 to %j and calls nobody', async (body, message) => {
    expect(await callBack(body)).toMatchObject({ status: 400, body: { message } })
    expect(states()).toEqual([])
  })

  it('calls from the extension that the path names', async () => {
    await callBack(wanted, 55)
    expect(await current(54)).toEqual([])
    expect(await current(55)).toMatchObject([{ extension_id: 55, caller_id_number: '10150*102' }])
    expect((await callBack(wanted, 9001)).status).toBe(403)
  })
})

describe('current_calls', () => {
  it('shows an incoming call until it ends', async () => {
    client.service.ring({ from: 'Анна' })
    expect(await current()).toEqual([
      {
        call_api_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        call_flow: 'in',
        callback_id: null,
        extension_id: 54,
        init_time_gmt: '2026-01-05 09:00:00',
        answer_time_gmt: null,
        caller_id_number: '+74951234567',
        caller_id_name: 'Анна Соколова',
        called_number: '10150*101',
        called_did: '74957654321',
        called_extension: [{ id: 54, name: '10150*101', type: 'phone' }],
        caller_extension: [],
        real_call: true,
        record_uuid: null,
      },
    ])
    client.clock.advance(4000)
    client.service.answer()
    expect(await current()).toMatchObject([
      { answer_time_gmt: '2026-01-05 09:00:04', record_uuid: expect.stringMatching(/^54-[0-9A-F]{32}$/) },
    ])
    expect((await client.get('/client/@me/current_calls/')).body).toHaveLength(1)
    client.service.hangUp()
    expect(await current()).toEqual([])
  })

  it('names a callback by the id that the reply gave', async () => {
    const { body } = await callBack()
    expect(await current()).toMatchObject([
      { call_api_id: body.call_api_id, callback_id: body.call_id, call_flow: 'out', called_number: '+74951234567' },
    ])
  })

  it('writes withheld numbers and pluses as told', async () => {
    client.service.switches({ withheldNumber: 'anonymous', plusInNumbers: false, extraFields: true })
    client.service.ring({ from: '' })
    client.service.ring({ from: 'Анна' })
    const numbers = (await current()).map((call: { caller_id_number: string }) => call.caller_id_number)
    expect(numbers).toEqual(['anonymous', '74951234567'])
    expect(await current()).toMatchObject([{ codec: 'PCMA' }, {}])
  })

  it('holds, takes back, passes on and ends calls', async () => {
    client.service.ring()
    const [{ call_api_id: id }] = await current()
    const path = `/extension/54/current_calls/${id}`
    expect((await client.send('PUT', path, { action: 'hold' })).status).toBe(400)
    client.service.answer()
    expect((await client.send('PUT', path, { action: 'hold' })).status).toBe(200)
    expect(states()).toEqual(['held'])
    expect((await client.send('PUT', path, { action: 'offhold' })).body).toMatchObject({ call_api_id: id })
    expect(states()).toEqual(['active'])
    expect((await client.send('PUT', path, { action: 'eavesdrop' })).status).toBe(400)
    expect((await client.send('PUT', path, { action: 'eavesdrop', send_dst: '103' })).status).toBe(200)
    expect((await client.send('PUT', path, { action: 'sing' })).status).toBe(400)
    expect((await client.send('PUT', path, { action: 'transfer', send_dst: '102' })).status).toBe(200)
    expect(states()).toEqual(['ended answered'])
    expect(client.service.callActions().map(({ action }) => action)).toEqual([
      'hold',
      'offhold',
      'eavesdrop',
      'transfer',
    ])
    expect((await client.send('PUT', path, { action: 'hold' })).status).toBe(404)
    expect((await client.send('DELETE', path)).status).toBe(404)
  })

  it('DELETE hangs up', async () => {
    const { body } = await callBack()
    client.clock.advance(5000)
    expect((await client.send('DELETE', `/extension/55/current_calls/${body.call_api_id}`)).status).toBe(404)
    expect((await client.send('DELETE', `/extension/54/current_calls/${body.call_api_id}`)).status).toBe(204)
    expect(client.service.calls()).toMatchObject([{ state: 'ended', endedBy: 'near' }])
  })
})
