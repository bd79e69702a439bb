import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

type Fields = Record<string, string>

const good: Fields = { tel: '08043391234', group: '1', check: '1', international_prefix_id: '1' }

function row(index: number | string, fields: Fields = good, suffix = ''): string {
  return Object.entries(fields)
    .map(([name, value]) => `call_to_tels[${index}][${name}]${suffix}=${encodeURIComponent(value)}`)
    .join('&')
}

function numbers(rule = 'delivery'): Promise<Record<string, unknown>[]> {
  return app.list(`/pattern/${app.key(rule)}/tel`)
}

describe('PUT tel', () => {
  it('goes by the indexes, whatever the order and the gaps', async () => {
    const body = [10, 2, 0].map((index) => row(index, { ...good, tel: `0804339${1000 + index}` })).join('&')
    expect((await app.put('delivery', body)).status).toBe(200)
    expect((await numbers()).map(({ tel }) => tel)).toEqual(['08043391000', '08043391002', '08043391010'])
  })

  it.each(['tel', 'group', 'check', 'international_prefix_id'])(
    'refuses a row without %s and changes nothing',
    async (name) => {
      const before = await numbers()
      const { [name]: _, ...incomplete } = good
      const reply = await app.put('delivery', `${row(0)}&${row(1, incomplete)}`)
      expect(reply).toMatchObject({ status: 422, body: { status: 'error' } })
      expect(reply.body?.['message']).toContain(`call_to_tels.1.${name}`)
      expect(await numbers()).toEqual(before)
    },
  )

  it.each([
    { tel: '080-4339-1234' },
    { tel: '+818043391234' },
    { tel: '' },
    { tel: '12' },
    { group: '0' },
    { group: '27' },
    { group: 'A' },
    { check: '2' },
    { check: 'true' },
    { international_prefix_id: '0' },
    { international_prefix_id: '21' },
    { international_prefix_id: '81x' },
  ])('refuses %j', async (wrong) => {
    expect((await app.put('delivery', row(0, { ...good, ...wrong }))).status).toBe(422)
  })

  it.each([
    [1, '08043391234', '+818043391234'],
    [2, '3215550181', '+13215550181'],
    [3, '1123456789', '+541123456789'],
    [4, '02079460018', '+442079460018'],
    [5, '0612345678', '+390612345678'],
    [12, '0212345678', '+82212345678'],
    [16, '0512345678', '+966512345678'],
    [20, '912345678', '+34912345678'],
  ])('country %i makes %s into %s', async (id, tel, to) => {
    await app.put('delivery', row(0, { ...good, tel, international_prefix_id: String(id) }))
    await app.send('POST', `/pattern/${app.key('delivery')}/call`)
    app.clock.advance(1000)
    expect(app.service.calls()).toMatchObject([{ number: to }])
  })

  it('takes an urlencoded body only', async () => {
    const authorization = app.account.secrets['authCode'] ?? ''
    const path = `/pattern/${app.key('delivery')}/tel`
    const json = { headers: { authorization, 'content-type': 'application/json' }, body: '{"call_to_tels":[]}' }
    expect((await app.send('PUT', path, json)).status).toBe(422)
    const untyped = { headers: { authorization }, body: Buffer.from(row(0)) }
    expect((await app.send('PUT', path, untyped)).status).toBe(422)
    const type = 'application/x-www-form-urlencoded; charset=UTF-8'
    const typed = { headers: { authorization, 'content-type': type }, body: row(0) }
    expect((await app.send('PUT', path, typed)).status).toBe(200)
  })

  it('is refused for other fields, and for a rule without auto-registration', async () => {
    expect((await app.put('delivery', 'tels[0][tel]=08043391234')).status).toBe(422)
    expect((await app.put('delivery', row(''))).status).toBe(422)
    app.service.rule({ name: 'delivery', autoRegistration: false })
    expect((await app.put('delivery', row(0))).status).toBe(422)
  })

  it('wants two numbers for every kind but the normal one', async () => {
    for (const kind of ['all', 'all-until-answered', 'rotation', 'rotation-by-nine'] as const) {
      app.service.rule({ name: 'delivery', kind })
      expect((await app.put('delivery', row(0))).status).toBe(422)
      expect((await app.put('delivery', `${row(0)}&${row(1)}`)).status).toBe(200)
    }
    app.service.rule({ name: 'delivery', kind: 'normal' })
    expect((await app.put('delivery', row(0))).status).toBe(200)
  })
})

describe('switches', () => {
  it('emptyList: an empty body clears or is refused', async () => {
    app.service.switches({ emptyList: 'refused' })
    expect((await app.put('delivery', '')).status).toBe(422)
    expect(await numbers()).toHaveLength(2)
    app.service.switches({ emptyList: 'clears' })
    expect((await app.put('delivery', '')).status).toBe(200)
    expect(await numbers()).toEqual([])
  })

  it('textSuffix: [Text] as the table prints it', async () => {
    const suffixed = row(0, good, '[Text]')
    const statuses = async () => [
      (await app.put('delivery', row(0))).status,
      (await app.put('delivery', suffixed)).status,
    ]
    expect(await statuses()).toEqual([200, 422])
    app.service.switches({ textSuffix: 'required' })
    expect(await statuses()).toEqual([422, 200])
    app.service.switches({ textSuffix: 'accepted' })
    expect(await statuses()).toEqual([200, 200])
  })

  it('mostRecipients', async () => {
    app.service.switches({ mostRecipients: 2 })
    expect((await app.put('delivery', [0, 1, 2].map((index) => row(index)).join('&'))).status).toBe(422)
    expect((await app.put('delivery', [0, 1].map((index) => row(index)).join('&'))).status).toBe(200)
  })

  it('groupSpelling: letters in and out', async () => {
    app.service.switches({ groupSpelling: 'letter' })
    expect((await app.put('delivery', row(0))).status).toBe(422)
    expect((await app.put('delivery', row(0, { ...good, group: 'C' }))).status).toBe(200)
    expect(await numbers()).toMatchObject([{ group: 'C' }])
    app.service.switches({ groupSpelling: 'number' })
    expect(await numbers()).toMatchObject([{ group: 3 }])
  })

  it('telShape and telValues', async () => {
    await app.put('delivery', row(0))
    const path = `/pattern/${app.key('delivery')}/tel`
    const strings = { tel: '08043391234', group: '1', check: '1', international_prefix_id: '1' }
    app.service.switches({ telShape: 'call_to_tels', telValues: 'strings' })
    expect((await app.get(path)).body).toEqual({ status: 'ok', call_to_tels: [strings] })
    app.service.switches({ telShape: 'array' })
    expect((await app.get(path)).body).toEqual([strings])
  })
})
