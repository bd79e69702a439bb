import { expect, it } from 'vitest'
import { aboutOf } from './about.ts'

const sources = { version: '1.2.3', platform: 'linux', systemLanguages: ['ja-JP', 'en'] }

it('tells the versions a fault may hang on, and no other', () => {
  const versions = { electron: '45.4.1', chrome: '148', node: '24.1', ada: '3', sqlite: undefined }
  expect(aboutOf({ ...sources, versions })).toEqual({
    version: '1.2.3',
    platform: 'linux',
    host: 'electron',
    systemLanguage: 'ja-JP',
    versions: { electron: '45.4.1', chrome: '148', node: '24.1' },
  })
})

it('tells the Chromium host', () => {
  expect(aboutOf({ ...sources, versions: { 'chromium-host': '1' } }).host).toBe('chromium-host')
})
