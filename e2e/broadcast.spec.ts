import { callbackAddress, onPage } from '../scripts/driving/screen.ts'
import { ACCOUNT, expect, test } from './fixtures/test.ts'

test('a broadcast shows who is called, asks, fires once, and shows who answered and which button', async ({
  simulator,
  signIn,
  start,
}) => {
  const face = simulator.control.face('iotcall')
  face.switches({ speechMs: 500, latestDelayMs: 0 })
  face.behaviour({ autoAnswerMs: 200 })
  await signIn('iotcall')
  const { window } = await start()
  // As the person enters it at the service's console.
  face.noticeUrl({ url: await callbackAddress(window, ACCOUNT.label) })

  await onPage(window, 'Broadcast', async () => {
    await expect(window.getByText('3 of 4 are called')).toBeVisible()
    const recipients = window.getByRole('list', { name: 'Recipients' }).getByRole('listitem')
    await expect(recipients).toHaveCount(4)
    await expect(recipients.first()).toContainText('0312345678')
    await expect(recipients.first()).toContainText('Group A')

    await window.getByRole('button', { name: 'Fire broadcast' }).click()
    const question = window.getByRole('alertdialog', { name: 'Call 3 people now?' })
    await expect(question).toBeVisible()
    expect(face.firings()).toEqual([])
    await question.getByRole('button', { name: 'Call 3 people' }).click()
    await expect(window.getByText('“evacuation” was fired')).toBeVisible()
    await expect(window.getByText('The service needs about ten minutes for the results.')).toBeVisible()
    expect(face.firings()).toHaveLength(1)

    await expect.poll(() => face.calls().filter(({ state }) => state === 'ended').length, { timeout: 15_000 }).toBe(3)
    await window.getByRole('button', { name: 'Refresh' }).click()
    const results = window.getByRole('list', { name: 'Results' })
    await expect(results).toContainText('Button 1')
    await expect(window.getByText('3 called · 3 answered · 3 pressed a button')).toBeVisible()
  })
  expect(face.firings()).toHaveLength(1)
})

test('a list that was changed is saved only after a question, whole', async ({ simulator, signIn, start }) => {
  const face = simulator.control.face('iotcall')
  await signIn('iotcall')
  const { window } = await start()
  await onPage(window, 'Broadcast', async () => {
    await window.getByRole('checkbox', { name: 'Call 0312345678' }).click()
    await window.getByRole('button', { name: 'Remove 0612340987' }).click()
    await expect(window.getByRole('button', { name: 'Fire broadcast' })).toBeDisabled()
    await window.getByRole('button', { name: 'Save list' }).click()
    await window.getByRole('alertdialog').getByRole('button', { name: 'Replace list' }).click()
    await expect(window.getByText('The list of “evacuation” was saved').first()).toBeVisible()
  })
  expect(face.rule({ name: 'evacuation' }).recipients).toMatchObject([
    { tel: '0312345678', check: false },
    { tel: '09012345678', check: true },
    { tel: '02079460018', check: false },
  ])
})
