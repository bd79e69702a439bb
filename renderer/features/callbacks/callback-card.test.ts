import { describe, expect, it } from 'vitest'
import type { Account, ProviderSummary } from '../../../contract/model/account.ts'
import {
  alarmAccount,
  alarmProvider,
  exchangeAccount,
  exchangeProvider,
  phoneProvider,
  sampleFailure,
} from '../../bridge/in-memory-samples.ts'
import { find, findAll } from '../../testing/find.ts'
import { setLiveStage, settle } from '../../testing/stage.ts'
import type { Stage } from '../../testing/stage.ts'
import { useNoticesStore } from '../notices/index.ts'
import { publicAddress, receivesCallbacks } from './callback-address.ts'
import CallbackCard from './CallbackCard.vue'

const url = 'http://127.0.0.1:41234/callbacks/unguessable'
const account: Account = { ...exchangeAccount, settings: { callbackUrl: 'https://tunnel.example.com/here/' } }
const text = (): string => document.body.textContent

async function showCard(
  shown: Account = account,
  provider: ProviderSummary = exchangeProvider,
  listening = true,
): Promise<Stage> {
  const listeners = listening ? [{ account: shown.id, url }] : []
  const stage = await setLiveStage({ providers: [provider], snapshot: { accounts: [shown], listeners } })
  await stage.show(CallbackCard, { account: shown, provider })
  return stage
}

async function click(name: string): Promise<void> {
  find('button', name).click()
  await settle()
}

describe('callbacks', () => {
  it('show the local address and what the service must call, and copy them', async () => {
    const stage = await showCard()
    expect(text()).toContain(url)
    await click('Copy Public address')
    expect(stage.bridge.copied).toEqual(['https://tunnel.example.com/here/callbacks/unguessable'])
  })

  it('say on a test what was reached and why not', async () => {
    const stage = await showCard()
    stage.bridge.world.callbackTest = {
      local: { url, arrived: true },
      public: {
        url,
        arrived: false,
        failure: sampleFailure('net/offline', { params: { host: 'tunnel.example.com' } }),
      },
    }
    await click('Test callbacks')
    expect(text()).toContain('Sidetone can be reached on this computer.')
    expect(text()).toContain('The public address does not lead here.')
    expect(text()).toContain('tunnel.example.com cannot be reached')
  })

  it('that were answered by somebody else say so', async () => {
    const stage = await showCard()
    stage.bridge.world.callbackTest = { local: { url, arrived: true }, public: { url, arrived: false } }
    await click('Test callbacks')
    expect(text()).toContain('Does the address lead to another program?')
  })

  it('are registered and put back from here', async () => {
    const stage = await showCard()
    await click('Register')
    expect(text()).toContain(`The service now calls ${url}`)
    await click('Put back what was there')
    expect(useNoticesStore().notices.map((notice) => notice.text)).toEqual(['What was registered before is back'])
    stage.bridge.failNext('callbacks.register', sampleFailure('auth/rejected'))
    await click('Register')
    expect(text()).toContain('The address was not registered')
  })

  it('that only tell of firings are registered at the service by hand', async () => {
    await showCard(alarmAccount, alarmProvider)
    expect(text()).toContain('at the service’s console')
    expect(findAll('button', 'Register')).toEqual([])
    expect(text()).toContain('Enter a callback address above')
  })

  it('cannot be tested while nobody listens', async () => {
    await showCard(account, exchangeProvider, false)
    expect(text()).toContain('Nobody listens for this account')
    expect(findAll('button', 'Test callbacks')).toEqual([])
  })
})

it('services without callbacks have no such section', () => {
  expect(receivesCallbacks(phoneProvider)).toBe(false)
  expect(receivesCallbacks(alarmProvider)).toBe(true)
})

it('an address that ends with the path already is taken as it is', () => {
  const callbackUrl = 'https://tunnel.example.com/callbacks/unguessable'
  expect(publicAddress({ ...account, settings: { callbackUrl } }, url)).toBe(callbackUrl)
  expect(publicAddress({ ...account, settings: { callbackUrl: 'no address' } }, url)).toBeNull()
})
