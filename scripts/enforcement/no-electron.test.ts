import { expect, it } from 'vitest'

it('plain-Node tests cannot import electron, not even its inner modules', async () => {
  await expect(import('electron')).rejects.toThrow('electron must not be imported here')
  await expect(import('electron/main')).rejects.toThrow(/electron/)
})
