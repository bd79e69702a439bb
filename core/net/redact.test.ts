import { randomBytes, randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { redact, redactText } from './redact.ts'

const HIDDEN = '***'

describe('telephone numbers', () => {
  it.each([
    ['calling +81312345678 now', 'calling …678 now'],
    ['+81 3-1234-5678', '…678'],
    ['8 (495) 123-45-67', '…567'],
    ['(321) 555-1081.', '…081.'],
    ['03/1234/5678', '…678'],
    ['０３−１２３４−５６７８ から', '…６７８ から'],
    ['tel:+4930123456;ext=102', 'tel:…456;ext=102'],
    ['from 0312345678 to 0398765432', 'from …678 to …432'],
    ['{"tel":"0312345678"}', '{"tel":"…678"}'],
  ])('"%s" becomes "%s"', (text, shown) => {
    expect(redactText(text)).toBe(shown)
  })

  it.each([
    'at 2026-11-21T10:00:00.123Z',
    'on 2026-11-21 10:00:00',
    'host 192.168.10.25 port 40350',
    'call 3f2504e0-4f89-11d3-9a0c-030512345678',
    'call 12345678-1234-1234-1234-123456789012',
    'extension 7042, code *43#, net/offline#123456',
    'status 503 after 30000 ms',
  ])('"%s" stays', (text) => {
    expect(redactText(text)).toBe(text)
  })

  it('are known by their field, even short ones and numbers', () => {
    expect(
      redact({
        number: '7042',
        to: 81312345678,
        caller: '112',
        foneNumber: '3215551081',
        recipients: ['5551', '5552'],
      }),
    ).toEqual({
      number: '…042',
      to: '…678',
      caller: '112',
      foneNumber: '…081',
      recipients: ['…551', '…552'],
    })
  })

  it('times and sizes in numbers stay', () => {
    const measures = {
      startedAt: 1_763_719_200_000,
      retryAfterMs: 1_500_000,
      bytes: 12_345_678,
      pid: 1_234_567,
      ratio: 1234567.5,
    }
    expect(redact(measures)).toEqual(measures)
    expect(redact({ x: 1_763_719_200_000, y: 12_345_678_901n })).toEqual({ x: '…000', y: '…901' })
  })
})

describe('secrets by name', () => {
  it.each([
    ...[
      'token',
      'accessToken',
      'access_token',
      'refreshToken',
      'password',
      'sipPassword',
      'callbackPassword',
      'passwd',
      'authorization',
      'Proxy-Authorization',
    ],
    ...[
      'authCode',
      'AuthCode',
      'auth_code',
      'apiKey',
      'api-key',
      'X-Api-Key',
      'sessionKey',
      'urlKey',
      'key',
      'privateKey',
      'hash',
      'appSecret',
    ],
    ...[
      'client_secret',
      'clientSecret',
      'signature',
      'sig',
      'Cookie',
      'set-cookie',
      'rule:night',
      'credentials',
      'passphrase',
      'jwt',
      'pwd',
    ],
  ])('the field %s vanishes, in every form', (name) => {
    const shown = [
      redact({ [name]: 'abc' }),
      redact({ deep: [{ [name]: { inner: 'abc' } }] }),
      redact(new Map([[name, 'abc']])),
      redact([name, 'abc']),
      redact({ headers: [{ name, value: 'abc' }] }),
    ]
    expect(JSON.stringify(shown)).not.toContain('abc')
  })

  it.each(['keyboard', 'monkey', 'name', 'label', 'state', 'account', 'designer', 'authentic', 'recordingId'])(
    'the field %s stays',
    (name) => {
      expect(redact({ [name]: 'abc' })).toEqual({ [name]: 'abc' })
    },
  )

  it('that a secret is absent may be said', () => {
    expect(redact({ token: undefined, password: null, hasSecret: true })).toEqual({
      token: undefined,
      password: null,
      hasSecret: true,
    })
  })

  it.each([
    ['token=abc', `token=${HIDDEN}`],
    ['Error: token=abc&x=1', `Error: token=${HIDDEN}&x=${HIDDEN}`],
    ['client_id=me&client_secret=a%20c&grant_type=x', `client_id=me&client_secret=${HIDDEN}&grant_type=${HIDDEN}`],
    ['{"password":"a\\"bc","user":"me"}', `{"password":"${HIDDEN}","user":"me"}`],
    ['{\\"password\\":\\"abc\\",\\"user\\":\\"me\\"}', `{\\"password\\":\\"${HIDDEN}\\",\\"user\\":\\"me\\"}`],
    ["{ password: 'abc def', user: 'me' }", `{ password: '${HIDDEN}', user: 'me' }`],
    ['Authorization: abc def\r\nHost: x', `Authorization: ${HIDDEN}\r\nHost: x`],
    ['Cookie: a=1; b=2', `Cookie: ${HIDDEN}`],
    ['sent Bearer abcd.efg and Basic dXNlcjpwYXNz', `sent Bearer ${HIDDEN} and Basic ${HIDDEN}`],
    ['authCode: abc', `authCode: ${HIDDEN}`],
  ])('in the text %s', (text, shown) => {
    expect(redactText(text)).toBe(shown)
  })
})

describe('URLs', () => {
  it.each([
    ['https://sys.iotcall.jp/pattern/15abc/call', `https://sys.iotcall.jp/pattern/${HIDDEN}/call`],
    ['POST /pattern/0123/calllog?start_datetime=2026', `POST /pattern/${HIDDEN}/calllog?start_datetime=${HIDDEN}`],
    ['https://stg-user.iotcall.jp/ar/15XX28b89', `https://stg-user.iotcall.jp/ar/${HIDDEN}`],
    ['/mc/abc', `/mc/${HIDDEN}`],
    ['https://sys.iotcall.jp/pattern/callog', 'https://sys.iotcall.jp/pattern/callog'],
    ['https://x/rec?id=7&page=abc#t=5', `https://x/rec?id=${HIDDEN}&page=${HIDDEN}#t=${HIDDEN}`],
    ['wss://me:abc@x.example/ws', `wss://${HIDDEN}@x.example/ws`],
    ['http://localhost:4035/gotapi/phone/call', 'http://localhost:4035/gotapi/phone/call'],
  ])('%s', (url, shown) => {
    expect(redactText(url)).toBe(shown)
    expect(redact({ at: new URL(url, 'https://sys.iotcall.jp') })).not.toMatchObject({
      at: expect.stringContaining('abc'),
    })
  })
})

describe('what looks like a key', () => {
  it.each([
    () => randomBytes(16).toString('hex'),
    () => randomBytes(32).toString('hex').toUpperCase(),
    () => randomBytes(24).toString('base64'),
    () => randomBytes(32).toString('base64'),
    () => randomBytes(64).toString('base64url'),
    () => `eyJhbGciOiJIUzI1NiJ9.${randomBytes(20).toString('base64url')}.${randomBytes(32).toString('base64url')}`,
  ])('vanishes wherever it stands (%#)', (make) => {
    let shown = 0
    for (let round = 0; round < 300; round += 1) {
      const key = make()
      const text = `the service said ${key} (${key}) "${key}"`
      if (redactText(text).includes(key)) shown += 1
    }
    expect(shown).toBe(0)
  })

  it.each([
    'core/node/store/sqlite-call-store.ts:12:34',
    '/home/someone/Projects/sidetone/node_modules/vitest/dist/chunks/index.js',
    'MaxListenersExceededWarning: Possible EventEmitter memory leak',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE, ERR_TLS_CERT_ALTNAME_INVALID',
    'createNodePortsForTheDesktop rings-own-phone-first device-connect',
  ])('"%s" does not', (text) => {
    expect(redactText(text)).toBe(text)
  })
})

describe('any value', () => {
  it('says an error with its causes, and nothing that was hung on it', () => {
    const cause = Object.assign(new TypeError('token=abc'), {
      config: { headers: { Authorization: 'abc' } },
      code: 'EX',
    })
    const shown = redact(new AggregateError([cause], 'call to 0312345678', { cause })) as Record<string, unknown>
    expect(shown).toMatchObject({
      name: 'AggregateError',
      message: 'call to …678',
      cause: { name: 'TypeError', message: `token=${HIDDEN}`, code: 'EX' },
    })
    expect(shown['errors']).toHaveLength(1)
    expect(JSON.stringify(shown)).not.toMatch(/abc|12345/)
  })

  it('ends at cycles, depth and length, and stays plain data', () => {
    const ring: Record<string, unknown> = { list: Array.from({ length: 300 }, (_, index) => index) }
    ring['self'] = ring
    let deep: unknown = 'bottom'
    for (let level = 0; level < 50; level += 1) deep = { deep }
    const shown = redact({
      ring,
      deep,
      run: () => 1,
      symbol: Symbol('x'),
      bytes: new Uint8Array(5),
      set: new Set(['0312345678']),
      date: new Date(0),
      bad: new Date(NaN),
    })
    expect(JSON.parse(JSON.stringify(shown))).toMatchObject({
      ring: { self: '[circular]' },
      run: '[function]',
      symbol: '[symbol]',
      bytes: '[5 bytes]',
      set: ['…678'],
      date: '1970-01-01T00:00:00.000Z',
      bad: 'invalid date',
    })
    expect(JSON.stringify(shown)).toContain('[100 more]')
    expect(JSON.stringify(shown)).toContain('[deep]')
    expect(JSON.stringify(shown)).not.toContain('bottom')
  })

  it('never throws and never touches what it was given', () => {
    const trap = {
      get x(): never {
        throw new Error('no')
      },
    }
    expect(redact(trap)).toBe('[unreadable]')
    expect(
      redact(
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('no')
            },
          },
        ),
      ),
    ).toBe('[unreadable]')
    const given = { token: 'abc', inner: { number: '0312345678' } }
    redact(given)
    expect(given).toEqual({ token: 'abc', inner: { number: '0312345678' } })
    expect(redact(JSON.parse('{"__proto__":{"token":"abc"}}'))).toEqual(
      JSON.parse(`{"__proto__":{"token":"${HIDDEN}"}}`),
    )
  })

  it('redacts keys too', () => {
    expect(redact({ '+81312345678': 'a' })).toEqual({ '…678': 'a' })
  })

  it('doing it twice changes nothing', () => {
    const once = redact({
      text: 'Authorization: abc to 0312345678 ?token=abc /pattern/abc/call Bearer abcdef',
      number: '7042',
      password: 'x',
    })
    expect(redact(once)).toEqual(once)
  })

  it('no secret or number of random shape gets through, whatever holds it', () => {
    for (let round = 0; round < 300; round += 1) {
      const secret = randomBytes(20).toString('hex')
      const number = `+${randomInt(10, 99)}${randomInt(100_000_000, 999_999_999)}`
      const wraps: ((text: string) => unknown)[] = [
        (text) => [text],
        (text) => ({ text }),
        (text) => new Map([['x', text]]),
        (text) => new Set([text]),
        (text) => new Error(text),
        (text) => `<< ${text} >>`,
        (text) => JSON.stringify({ text }),
      ]
      let value: unknown = `${number} with ${secret}`
      for (let layer = 0; layer < 3; layer += 1) {
        const wrap = wraps[randomInt(wraps.length)] ?? String
        value = typeof value === 'string' ? wrap(value) : { value, list: [value] }
      }
      const shown = JSON.stringify(redact(value))
      expect(shown).not.toContain(secret)
      expect(shown).not.toContain(number.slice(1))
    }
  })

  it.each(['a', 'a.', 'token', '1 ', '1-', '"', '\\"', 'a=', '/', '?a=', 'aA1/', '://', 'Bearer ', ' :', '('])(
    'a long text of "%s" costs little',
    (piece) => {
      const begun = performance.now()
      redactText(piece.repeat(Math.ceil(100_000 / piece.length)))
      expect(performance.now() - begun).toBeLessThan(500)
    },
  )
})
