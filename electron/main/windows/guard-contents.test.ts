import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { recordingLog } from '../testing/recording-log.ts'
import { guardContents, guardSession } from './guard-contents.ts'

type Contents = Parameters<typeof guardContents>[0]
type OpenHandler = Parameters<Contents['setWindowOpenHandler']>[0]

function guarded() {
  const emitter = new EventEmitter()
  let open: OpenHandler | undefined
  const contents = Object.assign(emitter, { setWindowOpenHandler: (handler: OpenHandler) => (open = handler) })
  guardContents(contents as unknown as Contents, undefined, recordingLog())
  /** Whether an event was prevented. */
  const prevented = (name: string, url: string): boolean => {
    const preventDefault = vi.fn()
    emitter.emit(name, { url, preventDefault })
    return preventDefault.mock.calls.length > 0
  }
  return { prevented, open: (url: string) => open?.({ url } as Parameters<OpenHandler>[0]) }
}

describe('a page cannot leave', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('by %s', (name) => {
    const { prevented } = guarded()
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,x', 'sidetone-app://other/', '']) {
      expect(prevented(name, url), url).toBe(true)
    }
    expect(prevented(name, 'sidetone-app://window/index.html')).toBe(false)
  })

  it('by a new window', () => {
    expect(guarded().open('sidetone-app://window/index.html')).toEqual({ action: 'deny' })
    expect(guarded().open('https://example.com')).toEqual({ action: 'deny' })
  })

  it('by a webview', () => {
    expect(guarded().prevented('will-attach-webview', '')).toBe(true)
  })
})

it('a page gets no permission, no device and no download', () => {
  const answers: unknown[] = []
  const emitter = new EventEmitter()
  const session = Object.assign(emitter, {
    setPermissionRequestHandler: (handler: (...all: unknown[]) => void) =>
      handler(null, 'media', (granted: boolean) => answers.push(granted)),
    setPermissionCheckHandler: (handler: () => boolean) => answers.push(handler()),
    setDevicePermissionHandler: (handler: () => boolean) => answers.push(handler()),
  })
  guardSession(session as unknown as Parameters<typeof guardSession>[0])
  expect(answers).toEqual([false, false, false])
  const preventDefault = vi.fn()
  emitter.emit('will-download', { preventDefault })
  expect(preventDefault).toHaveBeenCalledOnce()
})
