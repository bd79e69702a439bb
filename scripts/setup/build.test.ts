import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { plantTree } from '../testing/planted-tree.ts'
import { buildIfChanged } from './build.ts'

let remove = (): void => undefined
afterEach(() => remove())

it('builds once, then only after a source changed, and never believes a failed build', async () => {
  const tree = plantTree({ 'core/index.ts': '1', 'core/index.test.ts': '1', 'out/main/index.js': '' })
  remove = tree.remove
  const write = (file: string, text: string): void => writeFileSync(path.join(tree.folder, file), text)
  const outcomeOf = async (succeeds = true): Promise<string> =>
    (await buildIfChanged(tree.folder, () => Promise.resolve(succeeds))).outcome

  expect(await outcomeOf(false)).toBe('failed')
  expect(await outcomeOf()).toBe('built')
  expect(await outcomeOf()).toBe('unchanged')
  write('core/index.test.ts', '2')
  expect(await outcomeOf()).toBe('unchanged')
  write('core/index.ts', '2')
  expect(await outcomeOf()).toBe('built')
  write('renderer.ts', 'not a source of the build')
  expect(await outcomeOf()).toBe('unchanged')
})
