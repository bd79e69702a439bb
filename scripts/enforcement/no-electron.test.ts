import { expect, it } from 'vitest'

it('plain-Node tests cannot import electron, not even its inner modules', async () => {
  // @ts-expect-error -- its types are known to the electron folder only
  await expect(import('electron')).rejects.toThrow('electron must not be imported here')
  // @ts-expect-error -- the same
  await expect(import('electron/main')).rejects.toThrow(/electron/)
})
