import type { NotificationConstructorOptions } from 'electron/main'
import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import type { Call } from '../../../contract/model/call.ts'
import type { AppSettings } from '../../../contract/model/settings.ts'
import { exampleCall, exampleSnapshot } from '../testing/examples.ts'
import { recordingLog } from '../testing/recording-log.ts'
import { en } from '../texts/en.ts'
import { CallNotifications } from './call-notifications.ts'

class FakeNotification extends EventEmitter {
  readonly options: NotificationConstructorOptions
  show = vi.fn()
  close = vi.fn()
  constructor(options: NotificationConstructorOptions) {
    super()
    this.options = options
  }
}

function setUp(settings: Partial<AppSettings> = {}, isSupported = true) {
  const made: FakeNotification[] = []
  const parts = {
    isSupported: () => isSupported,
    create: (options: NotificationConstructorOptions) => {
      const notification = new FakeNotification(options)
      made.push(notification)
      return notification
    },
    snapshot: () => exampleSnapshot({ settings: { ...exampleSnapshot().settings, ...settings } }),
    texts: () => en,
    icon: '/icon.png',
    log: recordingLog(),
    showWindow: vi.fn(),
    drawAttention: vi.fn(),
    act: vi.fn(),
  }
  const notifications = new CallNotifications(parts)
  const apply = (call: Partial<Call>): void => notifications.apply({ type: 'call', call: exampleCall(call) })
  /** The notifications on the screen now. */
  const visible = () => made.filter(({ show, close }) => show.mock.calls.length > close.mock.calls.length)
  return { ...parts, notifications, apply, made, visible }
}

describe('an incoming call', () => {
  it('is shown with who calls and on what', () => {
    const { apply, made } = setUp()
    apply({ name: '田中 一郎' })
    apply({ id: 'phone/2' })
    apply({ id: 'phone/3', number: '' })
    expect(made.map(({ options }) => [options.title, options.body])).toEqual([
      ['田中 一郎', 'Incoming call from +81312345678 · My phone'],
      ['+81312345678', 'Incoming call · My phone'],
      ['Withheld number', 'Incoming call · My phone'],
    ])
  })

  it('stays until it stops ringing, then goes', () => {
    const { apply, made, visible } = setUp()
    apply({})
    expect(made[0]?.options).toMatchObject({ timeoutType: 'never', urgency: 'critical' })
    expect(visible()).toHaveLength(1)
    apply({ state: 'active' })
    expect(visible()).toHaveLength(0)
  })

  it('that was missed leaves a quiet word', () => {
    const { apply, visible } = setUp()
    apply({})
    apply({ state: 'ended', result: 'missed' })
    expect(visible().map(({ options }) => [options.body, options.silent])).toEqual([['Missed call · My phone', true]])
  })

  it.each([
    ['sound', false],
    ['manner', true],
    ['silent', true],
  ] as const)('in ringer mode %s: silent is %s', (ringerMode, silent) => {
    const { apply, made } = setUp({ ringerMode })
    apply({})
    expect(made[0]?.options.silent).toBe(silent)
  })

  it('is not shown when the person does not want it, nor its miss', () => {
    const { apply, made } = setUp({ notifyIncoming: false })
    apply({})
    apply({ state: 'ended', result: 'missed' })
    expect(made).toHaveLength(0)
  })

  it('opens the window on a click', () => {
    const { apply, made, showWindow } = setUp()
    apply({})
    made[0]?.emit('click')
    expect(showWindow).toHaveBeenCalledOnce()
  })

  it('has the buttons that the call offers, and they act on it', () => {
    const { apply, made, act } = setUp()
    apply({ actions: ['reject', 'answer', 'dismiss'] })
    expect(made[0]?.options.actions).toEqual([
      { type: 'button', text: 'Answer' },
      { type: 'button', text: 'Reject' },
    ])
    made[0]?.emit('action', { actionIndex: 1 })
    made[0]?.emit('action', {}, 0) // as older versions told it
    made[0]?.emit('action', { actionIndex: 2 })
    expect(act.mock.calls).toEqual([
      ['reject', 'phone/1'],
      ['answer', 'phone/1'],
    ])
  })

  it('without actions has no buttons', () => {
    const { apply, made } = setUp()
    apply({})
    expect(made[0]?.options.actions).toEqual([])
  })

  it('draws the eye to the window where the desktop cannot notify', () => {
    const unsupported = setUp({}, false)
    unsupported.apply({})
    expect([unsupported.made.length, unsupported.drawAttention.mock.calls.length]).toEqual([0, 1])
    const failing = setUp()
    failing.apply({})
    failing.made[0]?.emit('failed', {}, 'not signed')
    expect(failing.drawAttention).toHaveBeenCalledOnce()
    expect(failing.log.lines).toMatchObject([{ level: 'warn', fields: { error: 'not signed' } }])
  })

  it('is taken away when the app ends; a missed one stays', () => {
    const { apply, notifications, visible } = setUp()
    apply({})
    apply({ state: 'ended', result: 'missed' })
    apply({ id: 'phone/2' })
    expect(visible()).toHaveLength(2)
    notifications.withdrawRinging()
    expect(visible().map(({ options }) => options.body)).toEqual(['Missed call · My phone'])
  })
})
