import { describe, expect, it } from 'vitest'
import { parseArguments } from './arguments.ts'

describe('the command line', () => {
  it('is read as Playwright writes it', () => {
    const args = ['-r', '/loader.js', '--no-sandbox', '--inspect=0', '--remote-debugging-port=0', 'app', '--home', '/h']
    expect(parseArguments(args)).toEqual({
      inspect: 0,
      debuggingPort: 0,
      noSandbox: true,
      required: ['/loader.js'],
      app: 'app',
      appArguments: ['--home', '/h'],
    })
  })

  it('takes the current folder when no app is named, and opens no port unasked', () => {
    const { app, inspect, debuggingPort, noSandbox } = parseArguments(['--some-switch'])
    expect([app, inspect, debuggingPort, noSandbox]).toEqual(['.', undefined, undefined, false])
  })

  it('takes the port from --inspect=host:port', () => {
    expect(parseArguments(['--inspect=127.0.0.1:9333']).inspect).toBe(9333)
  })
})
