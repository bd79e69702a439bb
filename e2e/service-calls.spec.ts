// The calls of the services beside Device Connect: in the window, and on the wire.
import type { RequestEntry } from '../simulator/index.ts'
import {
  callbackAddress,
  dial,
  historyRows,
  liveCall,
  liveCalls,
  numberField,
  syncHistory,
  untilLive,
} from '../scripts/driving/screen.ts'
import { ACCOUNT, expect, test } from './fixtures/test.ts'

const isPost = (path: RegExp) => (entry: { readonly kind: string }) => {
  const request = entry as RequestEntry
  return request.kind === 'request' && request.method === 'POST' && path.test(request.path) && request.status !== null
}

test('AntBuddy: click-to-call rings the own phone first and is followed live; its history is synced', async ({
  simulator,
  signIn,
  start,
  cli,
}) => {
  const face = simulator.control.face('antbuddy')
  face.preload({ calls: 130, days: 20 })
  await signIn('antbuddy')
  const { window } = await start()
  await untilLive(window)
  await expect(window.getByText('Your own phone rings first.')).toBeVisible()

  await dial(window, '0901234567')
  const call = liveCalls(window).getByRole('article')
  await expect(call).toContainText('Connected', { timeout: 8_000 })
  const asked = face.requests().filter(isPost(/click-to-call/))
  expect(asked.map(({ path }) => path)).toEqual(['/oapi/v1/call/click-to-call/0901234567'])
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    sipUser: simulator.accounts.antbuddy.settings['sipUser'],
    sipPassword: simulator.accounts.antbuddy.secrets['sipPassword'],
  })
  expect(asked[0]?.headers['x-auth-app-id']).toBe(simulator.accounts.antbuddy.settings['appId'])
  face.hangUp()
  await expect(call).toContainText('Ended')
  await expect(historyRows(window)).toHaveCount(1)

  await syncHistory(window)
  await expect(window.getByText(/131 calls read/).first()).toBeVisible({ timeout: 10_000 })
  await expect(historyRows(window)).toHaveCount(50)
  // The call that was seen live is enriched, not doubled.
  const { stdout } = await cli(['history', '--json', '--limit', '200'])
  expect((JSON.parse(stdout) as { calls: unknown[] }).calls).toHaveLength(131)
})

test('AntBuddy: an own phone that is not registered is no wrong password', async ({ simulator, signIn, start }) => {
  simulator.control.face('antbuddy').switches({ deviceRegistered: false })
  await signIn('antbuddy')
  const { window } = await start()
  await untilLive(window)
  await dial(window, '0901234567')
  await expect(window.getByRole('alert')).toContainText('Your own phone is not signed in at the service')
  await expect(numberField(window)).toHaveValue('0901234567')
})

test('FoneStorm: a call with a spoken text is followed by callbacks, each counted once', async ({
  simulator,
  signIn,
  start,
}) => {
  const face = simulator.control.face('fonestorm')
  face.repeatCallbacks({ times: 1 })
  await signIn('fonestorm')
  const { window } = await start()
  await untilLive(window)
  await window.getByRole('textbox', { name: 'Message to speak' }).fill('Your table is ready.')
  await dial(window, '(321) 555-0181')
  const call = liveCall(window, '3215550181')
  await expect(call).toBeVisible()
  const asked = face.requests().filter(isPost(/^\/v2\/calls$/))
  expect(asked.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { fonenumber: '3215551081', to: '3215550181', tts: 'Your table is ready.' },
  ])
  await expect.poll(() => face.calls().at(-1)?.state).toBe('active')
  face.hangUp()
  await expect(call).toContainText('Ended')
  await expect(historyRows(window)).toContainText(['Answered'])
  await face.callbacksSettled()
  expect(face.callbacks().map(({ data, attempts }) => [data.status, attempts])).toEqual([
    ['BEGIN', 2],
    ['END', 2],
  ])
  await expect(historyRows(window)).toHaveCount(1)
})

test('FoneStorm: a callback that rings is announced; the account page tests and shows the address', async ({
  simulator,
  signIn,
  start,
}) => {
  const face = simulator.control.face('fonestorm')
  await signIn('fonestorm')
  const { window } = await start()
  await untilLive(window)
  face.ring({ from: 'Jane' })
  await expect(liveCalls(window).getByRole('article')).toContainText('Ringing')
  face.hangUp()
  await expect(historyRows(window)).toContainText(['Missed'])
  expect(await callbackAddress(window, ACCOUNT.label)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{20,}$/)
  await window.getByRole('button', { name: 'Settings' }).click()
  await window.getByRole('button', { name: `Edit ${ACCOUNT.label}` }).click()
  await window.getByRole('button', { name: 'Test callbacks' }).click()
  await expect(window.getByText('Sidetone can be reached on this computer.')).toBeVisible()
})

test('Telphin: a call by callback rings the own phone first and is followed to its end', async ({
  simulator,
  signIn,
  start,
}) => {
  const face = simulator.control.face('telphin')
  await signIn('telphin')
  const { window } = await start()
  await untilLive(window)
  await dial(window, '+7 916 123-45-67')
  const call = liveCalls(window).getByRole('article')
  // Without webhooks the service is asked every few seconds.
  await expect(call).toContainText('Connected', { timeout: 15_000 })
  const asked = face.requests().filter(isPost(/\/callback\/$/))
  expect(asked.map(({ path }) => path)).toEqual(['/api/ver1.0/extension/54/callback/'])
  expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ src_num: ['101'] })
  face.hangUp()
  await expect(call).toContainText('Ended', { timeout: 15_000 })
  await expect(historyRows(window)).toContainText(['Answered'])
})

test('IoTCall: dialling replaces the list of the named rule after a question, and puts it back', async ({
  simulator,
  signIn,
  start,
}) => {
  const face = simulator.control.face('iotcall')
  const before = face.rule({ name: 'dial' }).recipients
  await signIn('iotcall')
  const { window } = await start()
  // Not the number that is in the list already: the list must be seen to change and to come back.
  await dial(window, '080-4339-1234')
  const question = window.getByRole('alertdialog', { name: 'Replace the number list?' })
  await expect(question).toBeVisible()
  expect(face.requests().filter(({ method }) => method !== 'GET')).toEqual([])
  await question.getByRole('button', { name: 'Replace and call' }).click()
  await expect(liveCalls(window).getByRole('article')).toBeVisible()
  const commands = (): string[] => face.requests().flatMap(({ method }) => (method === 'GET' ? [] : [method]))
  await expect.poll(commands).toEqual(['PUT', 'POST', 'PUT'])
  await expect.poll(() => face.rule({ name: 'dial' }).recipients).toEqual(before)
  expect(face.firings()).toHaveLength(1)
})
