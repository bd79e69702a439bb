import { expect, it } from 'vitest'
import { FakeFiles } from '../testing/fake-telephony-ports.ts'
import { accountNotebook } from './notebook.ts'

it('keeps notes apart, by account and by name', async () => {
  const files = new FakeFiles()
  const notes = [
    ['a', 'b-c'],
    ['a-b', 'c'],
    ['a', 'B-C'],
    ['a', '../accounts'],
    ['a', '田中'],
    ['a', 'x'.repeat(300)],
    ['a', `${'x'.repeat(299)}y`],
  ] as const
  for (const [account, name] of notes) await accountNotebook(files, account).write(name, `${account}/${name}`)
  for (const [account, name] of notes) {
    expect(await accountNotebook(files, account).read(name)).toBe(`${account}/${name}`)
  }
  for (const file of files.texts.keys()) expect(file).toMatch(/^notebook-[a-z0-9_-]{1,160}\.json$/)
})

it('tears a note out', async () => {
  const notebook = accountNotebook(new FakeFiles(), 'desk')
  await notebook.write('before', 'text')
  await notebook.remove('before')
  expect(await notebook.read('before')).toBeUndefined()
  await notebook.remove('before')
})
