import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveWindowFiles } from './serve-window-files.ts'

let folder = ''
let serve: (request: Request) => Promise<Response>

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'window-files-'))
  await mkdir(path.join(folder, 'page/assets'), { recursive: true })
  await writeFile(path.join(folder, 'secret.html'), 'outside')
  await writeFile(path.join(folder, 'page/index.html'), '<!doctype html>')
  await writeFile(path.join(folder, 'page/assets/index-1a.js'), 'export {}')
  await writeFile(path.join(folder, 'page/assets/letter 東.svg'), '<svg/>')
  await writeFile(path.join(folder, 'page/index.js.map'), '{}')
  serve = serveWindowFiles(path.join(folder, 'page'))
})

afterAll(() => rm(folder, { recursive: true }))

function get(address: string, init?: RequestInit): Promise<Response> {
  return serve(new Request(`sidetone-app://window${address}`, init))
}

describe('the window scheme', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/index.html?theme=dark#top', 'text/html; charset=utf-8'],
    ['/assets/index-1a.js', 'text/javascript; charset=utf-8'],
    ['/assets/letter%20%E6%9D%B1.svg', 'image/svg+xml'],
  ])('serves %s as %s', async (address, type) => {
    const response = await get(address)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect((await response.text()).length).toBeGreaterThan(0)
  })

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/..%2f..%2fsecret.html',
    '/..%5csecret.html',
    '/%00/index.html',
    '/index.html%00.js',
    '/%E0%A4%A',
    '//etc/passwd',
    '/nowhere.html',
    '/assets',
    '/assets/',
    '/index.html/x.js',
    '/index.js.map',
  ])('does not serve %s', async (address) => {
    expect((await get(address)).status).toBe(404)
  })

  it('knows one host only', async () => {
    expect((await serve(new Request('sidetone-app://elsewhere/index.html'))).status).toBe(404)
  })

  it('answers reading alone', async () => {
    expect((await get('/index.html', { method: 'POST', body: 'x' })).status).toBe(405)
    expect(await (await get('/index.html', { method: 'HEAD' })).text()).toBe('')
  })

  it('puts the policy on every answer, refusals too', async () => {
    for (const address of ['/index.html', '/nowhere.html']) {
      const { headers } = await get(address)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy.split('; ')).toEqual(
        expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'none'", "base-uri 'none'"]),
      )
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})
