import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileLog } from './log.ts'

let home = ''
let file = ''
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'sidetone-log-'))
  file = path.join(home, 'logs', 'sidetone.log')
})
afterEach(() => rmSync(home, { recursive: true }))

function lines(): Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

it('writes one line of JSON an event, at once, without secrets, for its owner only', () => {
  const log = fileLog(home)
  log.warn('call to +81312345678 failed', {
    number: '+81312345678',
    authCode: 'SECRET',
    error: new Error('token=SECRET'),
  })
  log.debug('plain')
  expect(lines()).toMatchObject([
    { level: 'warn', msg: 'call to …678 failed', fields: { number: '…678', authCode: '***' } },
    { level: 'debug', msg: 'plain' },
  ])
  expect(readFileSync(file, 'utf8')).not.toMatch(/SECRET|12345/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  log.close()
})

it('no field takes the place of the level, the time or the message', () => {
  const log = fileLog(home)
  log.info('real', { msg: 'false', level: 'false', time: 'false' })
  expect(lines()).toMatchObject([{ level: 'info', msg: 'real', time: expect.stringMatching(/^\d{4}-/) }])
  log.close()
})

it('goes on in the same file, and begins a new one when it has grown over 5 MiB', () => {
  for (const event of ['first', 'second']) {
    const log = fileLog(home)
    log.info(event)
    log.close()
  }
  expect(lines()).toHaveLength(2)
  truncateSync(file, 5 * 1024 * 1024 + 1)
  const log = fileLog(home)
  log.info('third')
  log.close()
  expect(lines()).toMatchObject([{ msg: 'third' }])
  expect(statSync(`${file}.1`).size).toBe(5 * 1024 * 1024 + 1)
  expect(existsSync(`${file}.2`)).toBe(false)
})

it('says nothing where no log can be written, instead of failing', () => {
  writeFileSync(path.join(home, 'logs'), 'a file in the way')
  const log = fileLog(home)
  log.error('lost')
  log.close()
  rmSync(path.join(home, 'logs'))
  mkdirSync(file, { recursive: true })
  fileLog(home).error('lost')
})

it('loses what is said after its end, instead of failing', () => {
  const log = fileLog(home)
  log.info('last')
  log.close()
  log.close()
  log.error('a promise that was rejected while the app ended')
  expect(lines()).toMatchObject([{ msg: 'last' }])
})
