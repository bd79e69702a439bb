import { describe, expect, it } from 'vitest'
import { FailureError } from '../failure.ts'
import { isPrivateAddress } from './private-address.ts'
import { trustUrl } from './trusted-url.ts'

const account = 'https://api.phone.example/api/ver1.0'

function reasonOf(text: string, baseUrl = account): unknown {
  try {
    trustUrl(text, baseUrl)
  } catch (thrown) {
    if (thrown instanceof FailureError && thrown.failure.code === 'provider/protocol')
      return thrown.failure.params?.['reason']
    throw thrown
  }
  return 'trusted'
}

describe('whose it is', () => {
  it.each([
    ['https://api.phone.example/record/1', true],
    ['https://API.phone.example:443/record/1', true],
    ['/record/1', true],
    ['record/1', true],
    ['http://api.phone.example/record/1', false],
    ['https://api.phone.example:8443/record/1', false],
    ['https://storage.phone.example/record/1', false],
    ['https://api.phone.example.evil.example/', false],
    ['//evil.example/api.phone.example', false],
    ['https:\\\\evil.example', false],
  ])('%s: own is %s', (text, own) => {
    expect(trustUrl(text, account)).toMatchObject({ own, publicOnly: !own })
  })

  it('a relative one is read from the whole base, path included', () => {
    expect(trustUrl('record/1', account).url.href).toBe('https://api.phone.example/api/ver1.0/record/1')
    expect(trustUrl('record/1', 'http://127.0.0.1:81').url.href).toBe('http://127.0.0.1:81/record/1')
  })
})

describe('what is refused', () => {
  it.each([
    ['http://', 'bad-url'],
    ['https://exa mple.com/', 'bad-url'],
    ['file:///etc/passwd', 'url-scheme'],
    ['javascript:alert(1)', 'url-scheme'],
    ['data:audio/mpeg;base64,AA', 'url-scheme'],
    ['ftp://phone.example/', 'url-scheme'],
    ['ws://phone.example/', 'url-scheme'],
    ['https://name:word@phone.example/', 'url-credentials'],
    ['https://api.phone.example@evil.example/', 'url-credentials'],
    ['https://:word@phone.example/', 'url-credentials'],
  ])('%s is %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason)
    expect(reasonOf(text, 'http://127.0.0.1:4000')).toBe(reason)
  })

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://１２７.０.０.１/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://[::127.0.0.1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[2002:7f00:1::]/',
    'http://10.1.2.3/',
    'http://172.31.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://255.255.255.255/',
    'http://printer/',
    'http://nas.local/',
    'http://metadata.google.internal/',
  ])('%s is private, and allowed where the account itself is', (text) => {
    expect(reasonOf(text)).toBe('url-private')
    expect(trustUrl(text, 'http://192.168.0.5:4035')).toMatchObject({ own: false, publicOnly: false })
  })

  it.each([
    'http://172.32.0.1/',
    'http://11.0.0.1/',
    'http://[2606:4700::1111]/',
    'https://local.example/',
    'https://x.home.example/',
  ])('%s is in the world', (text) => {
    expect(reasonOf(text)).toBe('trusted')
  })

  it('the account’s own address is its own, even if it is private', () => {
    expect(trustUrl('http://127.0.0.1:4000/record', 'http://127.0.0.1:4000')).toMatchObject({ own: true })
  })

  it('no failure names the address', () => {
    try {
      trustUrl('https://name:SECRET@phone.example/SECRET', account)
      expect.unreachable()
    } catch (thrown) {
      expect(JSON.stringify(thrown) + String(thrown)).not.toContain('SECRET')
    }
  })
})

it('what is no address is no private one', () => {
  for (const text of ['', 'localhost', '10', '1.2.3', 'fe80']) expect(isPrivateAddress(text)).toBe(false)
})
