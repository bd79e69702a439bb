import { clickNotification, notificationsOf } from '../scripts/driving/desktop.ts'
import { answerOurCall, requestsTo } from '../scripts/driving/phone.ts'
import { dial, historyRows, inSettings, liveCall, liveCalls, untilLive } from '../scripts/driving/screen.ts'
import { expect, test } from './fixtures/test.ts'

const NUMBER = '0312345678'
const TANAKA = '+81312345678'
const SATO = '+819012345678'

test('an outgoing call is followed from dialing to its end', async ({ window, phone }) => {
  await dial(window, NUMBER)
  const call = liveCall(window, NUMBER)
  await expect(call).toContainText(/Dialing|Ringing/)
  await answerOurCall(phone)
  await expect(call).toContainText('Connected')
  await expect(call.getByRole('timer', { name: 'Duration' })).toHaveText(/^0:0[1-9]$/)
  phone.hangUp()
  await expect(call).toContainText('Ended')
  await expect(liveCalls(window)).toBeHidden({ timeout: 8_000 })
  await expect(historyRows(window)).toContainText(['Answered'])
})

test('Hang up ends the call on the phone', async ({ window, phone }) => {
  await dial(window, NUMBER)
  await answerOurCall(phone)
  const call = liveCall(window, NUMBER)
  await expect(call).toContainText('Connected')
  await call.getByRole('button', { name: 'Hang up' }).click()
  await expect(call).toContainText('Ended')
  expect(requestsTo(phone, '/gotapi/phone/endcall', 'POST')).toHaveLength(1)
  expect(phone.calls().at(-1)?.state).toBe('ended')
})

test('an incoming call is notified once and answered from the window', async ({ app, window, phone }) => {
  phone.ring({ from: '田中' })
  const call = liveCall(window, TANAKA)
  await expect(call).toContainText('Ringing')
  expect(await notificationsOf(app.electron)).toMatchObject([
    { body: expect.stringContaining('My phone') as unknown, buttons: ['Answer', 'Reject'], closed: false },
  ])
  await call.getByRole('button', { name: 'Answer' }).click()
  await expect(call).toContainText('Connected')
  expect(requestsTo(phone, '/gotapi/phone/acceptcall', 'POST')).toHaveLength(1)
  expect(phone.calls().at(-1)?.state).toBe('active')
  expect(await notificationsOf(app.electron)).toMatchObject([{ closed: true }])
})

test('an incoming call is answered from its notification', async ({ app, window, phone }) => {
  phone.ring({ from: '田中' })
  await expect.poll(() => notificationsOf(app.electron)).toHaveLength(1)
  await clickNotification(app.electron, 'Answer')
  await expect(liveCall(window, TANAKA)).toContainText('Connected')
  expect(requestsTo(phone, '/gotapi/phone/acceptcall', 'POST')).toHaveLength(1)
})

test('Reject ends the ringing, and that is no missed call', async ({ app, window, phone }) => {
  phone.ring({ from: '田中' })
  await liveCall(window, TANAKA).getByRole('button', { name: 'Reject' }).click()
  await expect(liveCall(window, TANAKA)).toContainText('Ended')
  expect(requestsTo(phone, '/gotapi/phone/rejectcall', 'POST')).toHaveLength(1)
  await expect(historyRows(window)).toContainText(['Rejected'])
  expect(await notificationsOf(app.electron)).toMatchObject([{ closed: true }])
})

test('a call that nobody takes is told as missed, once', async ({ app, window, phone }) => {
  phone.ring({ from: '田中' })
  await expect(liveCall(window, TANAKA)).toContainText('Ringing')
  phone.hangUp()
  await expect(liveCall(window, TANAKA)).toContainText('Ended')
  await expect(historyRows(window)).toContainText(['Missed'])
  const notifications = await notificationsOf(app.electron)
  expect(notifications).toMatchObject([
    { body: expect.stringContaining('Incoming call') as unknown, closed: true },
    { body: expect.stringContaining('Missed call') as unknown, closed: false },
  ])
})

test('nothing is notified when the person does not want it', async ({ app, window, phone }) => {
  await inSettings(window, async () => {
    const choice = window.getByRole('switch', { name: 'Notify me of incoming calls' })
    await choice.click()
    await expect(choice).not.toBeChecked()
  })
  phone.ring({ from: '田中' })
  await expect(liveCall(window, TANAKA)).toContainText('Ringing')
  phone.hangUp()
  await expect(historyRows(window)).toContainText(['Missed'])
  expect(await notificationsOf(app.electron)).toEqual([])
})

test('two calls at once are two cards, and each ends by itself', async ({ app, window, phone }) => {
  await dial(window, NUMBER)
  await answerOurCall(phone)
  await expect(liveCall(window, NUMBER)).toContainText('Connected')
  phone.ring({ from: '佐藤' })
  await expect(liveCall(window, SATO)).toContainText('Ringing')
  await expect(liveCalls(window).getByRole('article')).toHaveCount(2)
  await expect(liveCall(window, NUMBER)).toContainText('Connected')
  await liveCall(window, SATO).getByRole('button', { name: 'Reject' }).click()
  await expect(liveCall(window, SATO)).toContainText('Ended')
  await expect(liveCall(window, NUMBER)).toContainText('Connected')
  phone.hangUp()
  await expect(liveCall(window, NUMBER)).toContainText('Ended')
  await expect(historyRows(window)).toHaveCount(2)
  expect(await notificationsOf(app.electron)).toHaveLength(1)
})

test('a phone that never tells the end leaves it to the person', async ({ phone, signIn, start }) => {
  phone.switches({ deviceProfile: 'android', newerAttributes: false })
  await signIn()
  const { window } = await start()
  await untilLive(window)
  await dial(window, NUMBER)
  const call = liveCall(window, NUMBER)
  await expect(call).toContainText('The service does not tell when this call ends.')
  await expect(call.getByRole('button', { name: 'Hang up' })).toBeHidden()
  await call.getByRole('button', { name: 'Dismiss' }).click()
  await expect(liveCalls(window)).toBeHidden()
  await expect(historyRows(window)).toContainText(['Outcome unknown'])
})
