import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { BACKGROUND } from './background.ts'

it('is the page’s', async () => {
  const tokens = await readFile(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8')
  expect(tokens).toContain(`--color-page: light-dark(${BACKGROUND.light}, ${BACKGROUND.dark})`)
})
