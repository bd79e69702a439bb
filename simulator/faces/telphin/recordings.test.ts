import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireClient, type WireClient } from './testing/wire-client.ts'

let client: WireClient

beforeEach(async () => {
  client = await startWireClient()
  await client.signIn()
})

afterEach(() => client[Symbol.asyncDispose]())

const day = 'start_datetime=2026-01-05+00:00:00&end_datetime=2026-01-05+23:59:59'

async function talk(seconds = 10): Promise<string> {
  client.service.ring({ from: 'Анна' })
  client.service.answer()
  client.clock.advance(seconds * 1000)
  client.service.hangUp()
  return (await client.get(`/client/@me/record/?${day}&order=desc`)).body[0].record_uuid
}

function fetchRecord(uuid: string, headers: Record<string, string> = {}) {
  return client.raw(`${client.origin}/api/ver1.0/client/@me/record/${uuid}`, { headers })
}

describe('the list', () => {
  it('is a bare array of what was recorded', async () => {
    const uuid = await talk(17)
    client.service.ring()
    client.service.hangUp()
    const { body } = await client.get(`/extension/54/record/?${day}`)
    expect(body).toMatchObject([
      {
        record_uuid: uuid,
        flow: 'in',
        result: 'answered',
        duration: 17,
        extension_id: 54,
        record_file_size: 144 * Math.ceil(17_000 / 72),
        file_name: expect.stringMatching(/^2026-01-05-09-00-00-UTC_in_101_[0-9a-z]{4}\.mp3$/),
        record_transfer: false,
      },
    ])
    expect(body[0].call_uuid).toBe((await client.get('/client/@me/call_history/')).body.call_history[0].call_uuid)
    expect((await client.get(`/extension/55/record/?${day}`)).body).toEqual([])
  })

  it('wants a period', async () => {
    for (const query of ['', '?start_datetime=2026-01-05+00:00:00', '?end_datetime=2026-01-05+00:00:00']) {
      expect((await client.get(`/client/@me/record/${query}`)).status).toBe(400)
    }
  })

  it('has pages', async () => {
    client.service.preload({ calls: 100 })
    const { body } = await client.get(
      '/client/@me/record/?start_datetime=2025-01-01+00:00:00&end_datetime=2027-01-01+00:00:00&per_page=7&page=2',
    )
    expect(body).toHaveLength(7)
  })

  it('has what another extension recorded that took the call', async () => {
    await client.send('PUT', '/extension/55/phone/', { record_enabled: true })
    client.service.ring()
    client.service.answerElsewhere({ talkMs: 5000 })
    client.clock.advance(5000)
    expect((await client.get(`/extension/54/record/?${day}`)).body).toEqual([])
    const { body } = await client.get(`/extension/55/record/?${day}`)
    expect(body).toMatchObject([{ extension_id: 55, duration: 5, record_uuid: expect.stringMatching(/^55-/) }])
    const [row] = (await client.get('/client/@me/call_history/')).body.call_history
    expect(row.cdr[1].record_uuid).toBe(body[0].record_uuid)
    expect((await client.get(`/extension/55/record/${body[0].record_uuid}`)).status).toBe(200)
  })

  it('has nothing when the phone does not record', async () => {
    await client.send('PUT', '/extension/54/phone/', { record_enabled: false })
    client.service.ring()
    client.service.answer()
    client.service.hangUp()
    expect((await client.get(`/client/@me/record/?${day}`)).body).toEqual([])
  })
})

describe('a recording', () => {
  it.each([
    ['mp3_mono', 'audio/mpeg', 16],
    ['mp3_stereo', 'audio/mpeg', 32],
    ['wav_mono', 'audio/wav', 128],
    ['wav_stereo', 'audio/wav', 256],
  ] as const)('in %s is %s of %i kbit/s', async (format, mediaType, kilobits) => {
    client.service.switches({ recordFormat: format })
    const uuid = await talk(18)
    const response = await fetchRecord(uuid)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(mediaType)
    const [kind, sides] = format.split('_')
    expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; filename="\\S+\\.${kind}"$`))
    const bytes = Buffer.from(await response.arrayBuffer())
    const [row] = (await client.get(`/client/@me/record/?${day}`)).body
    expect(bytes.length).toBe(row.record_file_size)
    // 18 seconds are a whole number of MP3 frames.
    expect((bytes.length - (kind === 'wav' ? 44 : 0)) * 8).toBe(18 * kilobits * 1000)
    const channels = kind === 'wav' ? bytes.readUInt16LE(22) : (bytes[3] ?? 0) >> 6 === 3 ? 1 : 2
    expect(channels).toBe(sides === 'mono' ? 1 : 2)
  })

  it('follows the properties of the phone', async () => {
    await client.send('PUT', '/extension/54/phone/', { record_format: 'wav', record_stereo: true })
    expect((await fetchRecord(await talk())).headers.get('content-type')).toBe('audio/wav')
  })

  it('can be had in parts', async () => {
    const uuid = await talk()
    const whole = Buffer.from(await (await fetchRecord(uuid)).arrayBuffer())
    const part = await fetchRecord(uuid, { range: 'bytes=100-199' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${whole.length}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(100, 200))
    expect((await fetchRecord(uuid, { range: 'bytes=99999999-' })).status).toBe(416)
  })

  it('comes some time after the call, if told so', async () => {
    const uuid = await talk()
    client.service.switches({ recordReadyAfterMs: 60_000 })
    expect((await fetchRecord(uuid)).status).toBe(404)
    client.clock.advance(60_000)
    expect((await fetchRecord(uuid)).status).toBe(200)
  })

  it('needs the token', async () => {
    const uuid = await talk()
    expect((await fetchRecord(uuid, { authorization: 'Bearer x' })).status).toBe(401)
  })

  it('is gone once deleted', async () => {
    const uuid = await talk()
    const path = `/client/@me/record/${uuid}`
    expect((await client.send('DELETE', `/extension/55/record/${uuid}`)).status).toBe(404)
    expect((await client.send('DELETE', path)).status).toBe(204)
    expect(await client.get(path)).toMatchObject({ status: 404, body: { message: 'Record not found' } })
    expect(await client.send('DELETE', path)).toMatchObject({ status: 404, body: { message: 'Record not found' } })
    const [row] = (await client.get('/client/@me/call_history/')).body.call_history
    expect(row.cdr[0].record_uuid).toBeNull()
  })
})

describe('storage_url', () => {
  async function storageUrl(uuid: string): Promise<string> {
    return (await client.get(`/client/@me/record/${uuid}/storage_url/`)).body.record_url
  }

  it('is an address on another origin that needs no token', async () => {
    const uuid = await talk()
    const url = await storageUrl(uuid)
    expect(new URL(url).origin).not.toBe(client.origin)
    const response = await fetch(url, { headers: { range: 'bytes=0-9' } })
    expect([response.status, response.headers.get('content-type')]).toEqual([206, 'audio/mpeg'])
    await client.raw(url)
    const seen = client.service.requests().filter(({ door }) => door === 'storage')
    expect(seen.map(({ headers }) => 'authorization' in headers)).toEqual([false, true])
  })

  it('is good for its time, and as it was signed', async () => {
    const uuid = await talk()
    const url = await storageUrl(uuid)
    expect((await fetch(url.replace(/.$/, 'z'))).status).toBe(403)
    expect((await fetch(url.replace(/expires=\d/, 'expires=9'))).status).toBe(403)
    client.clock.advance(3_600_000)
    expect((await fetch(url)).status).toBe(403)
    expect((await fetch(new URL(url).origin)).status).toBe(403)
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
  })

  it('outlives no deletion', async () => {
    const uuid = await talk()
    const url = await storageUrl(uuid)
    await client.send('DELETE', `/client/@me/record/${uuid}`)
    expect((await fetch(url)).status).toBe(404)
    expect((await client.get(`/client/@me/record/${uuid}/storage_url/`)).status).toBe(404)
  })
})
