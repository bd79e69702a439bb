import { callsPlaced, untilPlaced } from '../scripts/driving/phone.ts'
import type { Phone } from '../scripts/driving/phone.ts'
import { callButton, dial, historyRows, liveCall, liveCalls, numberField } from '../scripts/driving/screen.ts'
import { expect, test } from './fixtures/test.ts'

/** The number that the service was asked to call. Fails when it was asked more than once. */
async function numberCalled(phone: Phone): Promise<string | null> {
  await untilPlaced(phone)
  const [request, ...more] = callsPlaced(phone)
  expect(more).toEqual([])
  return new URLSearchParams(request?.rawQuery).get('phoneNumber')
}

test('a call goes to the service once, exactly as its document has it', async ({ window, phone }) => {
  await dial(window, '03-1234-5678')
  await expect(liveCall(window, '0312345678')).toBeVisible()

  expect(await numberCalled(phone)).toBe('0312345678')
  const [request] = callsPlaced(phone)
  expect(request?.method).toBe('POST')
  expect(request?.path).toBe('/gotapi/phone/call')
  expect(request?.headers['origin']).toBe('http://sidetone.localhost')
  expect(request?.headers['x-gotapi-origin']).toBe('http://sidetone.localhost')
  expect([...new URLSearchParams(request?.rawQuery).keys()].sort()).toEqual(['accessToken', 'phoneNumber', 'serviceId'])
  expect(request?.body).toBe('')
  expect(request?.status).toBe(200)

  await expect(numberField(window)).toHaveValue('')
  await expect(callButton(window)).toBeDisabled()
})

test('typing anywhere reaches the dialer, and Enter calls', async ({ window, phone }) => {
  await window.getByRole('heading', { name: 'History' }).click()
  await window.keyboard.type('+81312345678')
  await expect(numberField(window)).toHaveValue('+81312345678')
  await window.keyboard.press('Enter')
  await expect(liveCall(window, '0312345678')).toBeVisible()
  expect(await numberCalled(phone)).toBe('0312345678')
})

test('Enter right after the last digit calls the whole number', async ({ window, phone }) => {
  await numberField(window).pressSequentially('0312345678')
  await numberField(window).press('Enter')
  await expect(liveCall(window, '0312345678')).toBeVisible()
  expect(await numberCalled(phone)).toBe('0312345678')
})

test('the keypad dials, and a long press on 0 gives the plus', async ({ window, phone }) => {
  const keypad = window.getByRole('group', { name: 'Keypad' })
  await keypad.getByRole('button', { name: '0, hold for plus' }).click({ delay: 700 })
  for (const digit of '81312345678') await keypad.getByRole('button', { name: digit, exact: true }).click()
  await expect(numberField(window)).toHaveValue('+81312345678')
  await window.getByRole('button', { name: 'Delete last digit' }).click()
  await expect(numberField(window)).toHaveValue('+8131234567')
  await keypad.getByRole('button', { name: '8', exact: true }).click()
  await callButton(window).click()
  await expect(liveCall(window, '0312345678')).toBeVisible()
  expect(await numberCalled(phone)).toBe('0312345678')
})

test('a number is found in a sentence that is pasted', async ({ window, phone }) => {
  const field = numberField(window)
  await field.fill('Please call us back: +81 (0)3-1234-5678, thank you')
  await field.press('ControlOrMeta+a')
  await field.press('ControlOrMeta+x')
  await expect(field).toHaveValue('')
  await field.press('ControlOrMeta+v')
  await expect(field).toHaveValue(/thank you$/)
  await expect(window.getByText('Dials 0312345678')).toBeVisible()
  await callButton(window).click()
  await expect(liveCall(window, '0312345678')).toBeVisible()
  expect(await numberCalled(phone)).toBe('0312345678')
})

test('of several numbers the person chooses one', async ({ window, phone }) => {
  await numberField(window).fill('Office +81 3-1234-5678, mobile +81 90-1234-5678')
  const several = window.getByRole('group', { name: 'Several numbers found. Which one?' })
  await expect(callButton(window)).toBeDisabled()
  await several.getByRole('button', { name: /90/ }).click()
  await callButton(window).click()
  await expect(liveCall(window, '09012345678')).toBeVisible()
  expect(await numberCalled(phone)).toBe('09012345678')
})

test('what is no number is refused with the reason and never sent', async ({ window, phone }) => {
  for (const [text, reason] of [
    ['2026-11-22', 'This looks like a date or a time, not a phone number.'],
    ['192.168.0.12', 'This looks like a network address, not a phone number.'],
    ['see you tomorrow', 'There is no phone number in this text.'],
  ] as const) {
    await numberField(window).fill(text)
    await expect(window.getByText(reason)).toBeVisible()
    await expect(callButton(window)).toBeDisabled()
    await numberField(window).press('Enter')
  }
  await numberField(window).fill('117')
  await expect(window.getByText('Dials 117')).toBeVisible()
  expect(callsPlaced(phone)).toEqual([])
})

test('a number that needs care is called all the same, after a warning', async ({ window, phone }) => {
  await numberField(window).fill('911')
  await expect(window.getByText('This is an emergency number.')).toBeVisible()
  expect(callsPlaced(phone)).toEqual([])
  await callButton(window).click()
  await expect(liveCall(window, '911')).toBeVisible()
})

test('a refused call says so, keeps the number, and is in the history as failed', async ({ window, phone }) => {
  phone.answerError({ code: 16, path: '/phone/call' })
  await dial(window, '0312345678')
  await expect(window.getByRole('alert')).toContainText('The service said no')
  await expect(numberField(window)).toHaveValue('0312345678')
  await expect(historyRows(window)).toContainText(['Failed'])
  expect(callsPlaced(phone)).toHaveLength(1)
  await expect(liveCalls(window)).toBeHidden({ timeout: 8_000 })
})

test('a call whose answer is lost is unknown and is not repeated', async ({ window, phone }) => {
  phone.corrupt({ kind: 'reset', path: '/phone/call', times: 1 })
  await dial(window, '0312345678')
  await expect(window.getByRole('alert')).toContainText('It is not known whether the call went through')
  await expect(window.getByRole('alert')).toContainText('Look at your phone before you try again.')
  // The phone did place it, and says so when it is answered.
  phone.answer()
  await expect(liveCall(window, '0312345678')).toContainText('Connected')
  expect(callsPlaced(phone)).toHaveLength(1)
})
