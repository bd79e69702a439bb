import { expect, it } from 'vitest'
import { findPackageManager, installCommand } from './package-managers.ts'
import { missingNeeds } from './system-needs.ts'
import type { SystemNeed } from './system-needs.ts'

function need(name: string, present: boolean, onlyFor?: 'electron' | 'chromium-host'): SystemNeed {
  const packages = { 'apt-get': name, dnf: name, pacman: name, zypper: name, apk: name }
  return { name, why: '', packages, isPresent: () => present, ...(onlyFor && { onlyFor }) }
}

it('asks only for what is missing and of use', async () => {
  const needs = [
    need('there', true),
    need('gone', false),
    need('chromium', false, 'chromium-host'),
    need('xvfb', false, 'electron'),
  ]
  expect((await missingNeeds('electron', needs)).map(({ name }) => name)).toEqual(['gone', 'xvfb'])
  expect((await missingNeeds('chromium-host', needs)).map(({ name }) => name)).toEqual(['gone', 'chromium'])
})

it('writes one command that a person can paste', () => {
  const command = installCommand('apt-get', ['dbus dbus-bin', 'chromium', 'dbus'])
  expect(command).toMatch(/^apt-get update && .*apt-get install -y .*dbus dbus-bin chromium$/)
  expect(command).not.toContain("'")
})

it('knows the package manager by what is on PATH', () => {
  expect(findPackageManager((name) => name === 'apk')).toBe('apk')
  expect(findPackageManager(() => false)).toBeUndefined()
})
