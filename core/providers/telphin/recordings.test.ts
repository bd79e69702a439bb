import { describe, expect, it } from 'vitest'
import type { HttpRequest, HttpResponse } from '../../ports/index.ts'
import { forever, json, openPaperService } from './fixtures/paper-service.ts'

const id = '54-1D570F86D40A55EA93858F9A42F8DE9C'
const file = `GET /client/@me/record/${id}`

function audio(headers: Record<string, string> = {}): HttpResponse {
  return { status: 200, headers: { 'content-type': 'audio/mpeg', ...headers }, body: 'sound' }
}

async function download(answers: Record<string, object>, range?: string) {
  const paper = await openPaperService({ baseUrl: 'https://pbx.example' })
  for (const [line, answer] of Object.entries(answers)) paper.answers.set(line, answer)
  const recording = await paper.session.recordings!.download({ id }, range, forever)
  let body = ''
  for await (const piece of recording.body) body += Buffer.from(piece).toString()
  const last = paper.ports.http.requests.at(-1) as HttpRequest
  return { recording, body, last, host: paper.ports.http.clients.at(-1) }
}

describe('a recording', () => {
  it('is the file, with the token, and its range', async () => {
    const part = { ...audio({ 'content-length': '5', 'content-range': 'bytes 0-4/900' }), status: 206 }
    const { recording, body, last } = await download({ [file]: part }, 'bytes=0-4')
    expect(recording).toMatchObject({
      contentType: 'audio/mpeg',
      status: 206,
      length: 5,
      contentRange: 'bytes 0-4/900',
    })
    expect(body).toBe('sound')
    expect(last.headers).toMatchObject({
      Range: 'bytes=0-4',
      Authorization: expect.stringMatching(/^Bearer /) as string,
    })
  })

  it.each([
    [{ 'content-type': 'audio/wav; codecs=1' }, 'audio/wav'],
    [
      { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="a.wav"' },
      'audio/wav',
    ],
    [{ 'content-type': 'application/octet-stream' }, 'audio/mpeg'],
  ])('of type %j is %s', async (headers, contentType) => {
    expect((await download({ [file]: audio(headers) })).recording.contentType).toBe(contentType)
  })

  it.each([
    ['a redirect', { [file]: { status: 302, headers: { location: 'https://storage.example/a?sig=1' }, body: '' } }],
    ['an address', { [file]: json(200, { record_url: 'https://storage.example/a?sig=1' }) }],
    [
      'storage only',
      { [`GET /extension/54/record/${id}/storage_url/`]: json(200, { record_url: 'https://storage.example/a?sig=1' }) },
    ],
  ])('behind %s comes from there, and the token does not go there', async (_what, answers) => {
    const { body, last, host } = await download({ ...answers, 'GET /a?sig=1': audio() }, 'bytes=0-')
    expect(body).toBe('sound')
    expect(host).toMatchObject({ baseUrl: 'https://storage.example', publicOnly: true })
    expect(last).toMatchObject({ path: '/a?sig=1', headers: { Range: 'bytes=0-' } })
    expect(JSON.stringify(last.headers)).not.toContain('Bearer')
  })

  it.each(['http://127.0.0.1/a', 'file:///etc/passwd', 'https://u:p@storage.example/', 'http://169.254.169.254/'])(
    'is not looked for at %s',
    async (record_url) => {
      await expect(download({ [file]: json(200, { record_url }) })).rejects.toMatchObject({
        failure: { code: 'provider/protocol', provider: 'telphin' },
      })
    },
  )

  it.each([
    [{}, 'not-found'],
    [{ [file]: json(404, { message: 'Record not found' }) }, 'not-found'],
    [{ [file]: json(403, { message: 'No', status: 'app_access_type_deny' }) }, 'unsupported'],
    [{ [file]: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' } }, 'provider/protocol'],
    [{ [file]: { status: 416, headers: {}, body: '' } }, 'input/invalid'],
    [{ [file]: { status: 502, headers: {}, body: '' } }, 'provider/unavailable'],
  ])('that cannot be had fails in one way: %j', async (answers, code) => {
    await expect(download(answers)).rejects.toMatchObject({ failure: { code, provider: 'telphin' } })
  })

  it('has an id that cannot lead elsewhere', async () => {
    const { session, ports } = await openPaperService()
    await expect(session.recordings!.download({ id: '../user/' }, undefined, forever)).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
    expect(ports.http.requests).toEqual([])
  })

  it('asks for another token where one was refused', async () => {
    let refusals = 1
    const { body } = await download({
      [file]: () => (refusals-- > 0 ? json(401, { message: 'Unauthorized' }) : audio()),
    })
    expect(body).toBe('sound')
  })
})
