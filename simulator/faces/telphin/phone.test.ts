import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireClient, type WireClient } from './testing/wire-client.ts'

let client: WireClient
const path = '/extension/54/phone/'

beforeEach(async () => {
  client = await startWireClient()
  await client.signIn()
})

afterEach(() => client[Symbol.asyncDispose]())

it('takes the example of the document, as curl and Python send it', async () => {
  const example = await client.raw(`${client.origin}/api/ver1.0/extension/54/phone/`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"external_number": "+79876543210"}',
  })
  expect(example.status).toBe(200)
  expect(await example.json()).toMatchObject({ external_number: '+79876543210', label: 'Анна Соколова' })
  expect((await client.get(path)).body.external_number).toBe('+79876543210')
  expect(client.service.phone()).toMatchObject({ external_number: '+79876543210' })
})

it('shows every property whose name is known, with the documented defaults', async () => {
  const { status, body } = await client.get(path)
  expect(status).toBe(200)
  expect(body).toEqual({
    label: 'Анна Соколова',
    external_number: null,
    announce_sound_upon_outgoing_call: null,
    announce_sound_upon_incoming_call: null,
    append_to_cid_name_on_transfer: '',
    auth_type: 'digest',
    call_screening_enabled: false,
    conference_announce_caller_name: true,
    conference_end_on_exit: true,
    conference_pin: '',
    password: 'sip-password-of-54',
    allow_webrtc: true,
    record_enabled: true,
    record_transfer: false,
    record_format: 'mp3',
    record_stereo: false,
    ringback_sound: null,
    hold_music: null,
    geo_list: [],
    incoming_limit: 1,
  })
})

it('changes what is named and nothing else, of that phone alone', async () => {
  const before = (await client.get(path)).body
  const { body } = await client.send('PUT', path, { auth_type: 'both', call_screening_enabled: true })
  expect(body).toEqual({ ...before, auth_type: 'both', call_screening_enabled: true })
  expect((await client.get('/extension/55/phone/')).body).toMatchObject({ auth_type: 'digest', record_enabled: false })
})

describe('refuses with 400 and changes nothing', () => {
  it.each([
    [{ label: 'New', nonsense: 1 }, 'Unknown field: nonsense'],
    [{ label: 'New', constructor: 1 }, 'Unknown field: constructor'],
    [{ label: 5 }, 'label must be a string'],
    [{ label: 'New', auth_type: 'none' }, 'auth_type must be digest, network, both'],
    [{ external_number: 'home' }, 'external_number must be a number like +79876543210'],
    [{ call_screening_enabled: 'yes' }, 'call_screening_enabled must be a boolean'],
    [{ record_format: 'ogg' }, 'record_format must be mp3, wav'],
    [{ announce_sound_upon_incoming_call: 1.5 }, 'announce_sound_upon_incoming_call must be a sound id or null'],
    [{ geo_list: 'RU' }, 'geo_list must be an array'],
    [{ incoming_limit: -1 }, 'incoming_limit must be a whole number'],
    [[], 'The body must be a JSON object'],
  ])('%j', async (body, message) => {
    expect(await client.send('PUT', path, body)).toMatchObject({ status: 400, body: { message } })
    expect((await client.get(path)).body.label).toBe('Анна Соколова')
  })

  it('what is no JSON, or not announced as such', async () => {
    const url = `${client.origin}/api/ver1.0${path}`
    const json = { 'content-type': 'application/json' }
    expect((await client.raw(url, { method: 'PUT', headers: json, body: '{"label": "New"' })).status).toBe(400)
    const form = new URLSearchParams({ label: 'New' })
    expect((await client.raw(url, { method: 'PUT', body: form })).status).toBe(400)
    expect((await client.get(path)).body.label).toBe('Анна Соколова')
  })
})

it('takes a binding away by null or an empty text', async () => {
  await client.send('PUT', path, { external_number: '+79876543210' })
  for (const external_number of [null, '']) {
    expect((await client.send('PUT', path, { external_number })).body).toMatchObject({ external_number })
  }
})

it('has record_format and record_stereo, or both in one word', async () => {
  await client.send('PUT', path, { record_format: 'wav', record_stereo: true })
  client.service.switches({ recordFormatStyle: 'joined' })
  const { body } = await client.get(path)
  expect(body.record_format).toBe('wav_stereo')
  expect(body).not.toHaveProperty('record_stereo')
  expect((await client.send('PUT', path, { record_stereo: true })).status).toBe(400)
  await client.send('PUT', path, { record_format: 'mp3_stereo' })
  client.service.switches({ recordFormatStyle: 'product' })
  expect((await client.get(path)).body).toMatchObject({ record_format: 'mp3', record_stereo: true })
})

it('hides the SIP password, or shows more than can be set, when told so', async () => {
  client.service.switches({ phonePasswordShown: false, extraPhoneProperties: true })
  const { body } = await client.get(path)
  expect(body).not.toHaveProperty('password')
  expect(body).toHaveProperty('codec_priority', ['opus', 'alaw'])
  expect((await client.send('PUT', path, body)).status).toBe(400)
})

it('is no property of what is no phone', async () => {
  expect((await client.get('/extension/60/phone/')).status).toBe(404)
  expect((await client.send('PUT', '/extension/999/phone/', { label: 'x' })).status).toBe(404)
})
