import { expect, it } from 'vitest'
import { defaultHome } from './home.ts'
import type { HomeSurroundings } from './home.ts'

it.each<[string, HomeSurroundings, string]>([
  ['Linux', { platform: 'linux', env: {}, userFolder: '/home/a' }, '/home/a/.config/Sidetone'],
  [
    'Linux with XDG_CONFIG_HOME',
    { platform: 'linux', env: { XDG_CONFIG_HOME: '/x' }, userFolder: '/home/a' },
    '/x/Sidetone',
  ],
  ['macOS', { platform: 'darwin', env: {}, userFolder: '/Users/a' }, '/Users/a/Library/Application Support/Sidetone'],
  ['Windows', { platform: 'win32', env: { APPDATA: 'D:\\r' }, userFolder: 'C:\\a' }, 'D:\\r\\Sidetone'],
  ['Windows without APPDATA', { platform: 'win32', env: {}, userFolder: 'C:\\a' }, 'C:\\a\\AppData\\Roaming\\Sidetone'],
  [
    'SIDETONE_HOME',
    { platform: 'linux', env: { SIDETONE_HOME: '/own', XDG_CONFIG_HOME: '/x' }, userFolder: '/home/a' },
    '/own',
  ],
  [
    'an empty SIDETONE_HOME',
    { platform: 'linux', env: { SIDETONE_HOME: '' }, userFolder: '/home/a' },
    '/home/a/.config/Sidetone',
  ],
])('on %s', (_name, surroundings, home) => {
  expect(defaultHome(surroundings)).toBe(home)
})
