import { expect, it } from 'vitest'
import type { ExtensionProperties } from '../../contract/model/extension.ts'
import { createTelephony } from '../telephony.ts'
import { fakeProvider } from '../testing/fake-provider.ts'
import { fakeTelephonyPorts } from '../testing/fake-telephony-ports.ts'

/** A service whose terminals' properties hold a SIP password, as Telphin's do. */
async function withExtension() {
  const provider = fakeProvider()
  const sent: ExtensionProperties[] = []
  const extension = (properties: ExtensionProperties) => ({
    id: '54',
    properties: { password: 'hunter2', ...properties },
  })
  const definition = {
    ...provider,
    connect: async (...parts: Parameters<typeof provider.connect>) =>
      Object.assign(await provider.connect(...parts), {
        extension: {
          read: async () => extension({ label: 'Desk', sip_password: 'hunter3' }),
          change: async (properties: ExtensionProperties) => {
            sent.push(properties)
            return extension(properties)
          },
        },
      }),
  }
  const telephony = await createTelephony(fakeTelephonyPorts(), { providers: [definition] })
  const settings = { baseUrl: 'http://localhost:1' }
  await telephony.accounts.add({ id: 'desk', provider: 'device-connect', settings, secrets: { pin: '1' } })
  return { telephony, sent }
}

it('never lets a terminal’s password out', async () => {
  const { telephony } = await withExtension()
  expect(await telephony.extension.read('desk')).toEqual({ id: '54', properties: { label: 'Desk' } })
  expect(await telephony.extension.change('desk', { label: 'New' })).toEqual({ id: '54', properties: { label: 'New' } })
})

it('takes no password on a way that ends in argument lists and windows', async () => {
  const { telephony, sent } = await withExtension()
  await expect(telephony.extension.change('desk', { password: 'new' })).rejects.toMatchObject({
    failure: { code: 'input/invalid', params: { field: 'password', reason: 'secret' } },
  })
  expect(sent).toEqual([])
})
