import type { MenuItemConstructorOptions } from 'electron/main'
import type { Call, CallAction } from '../../../contract/model/call.ts'
import type { Snapshot } from '../../../contract/model/change.ts'
import type { ConnectionState } from '../../../contract/model/connection.ts'
import { RingerMode } from '../../../contract/model/ringer.ts'
import { assertNever } from '../../../core/index.ts'
import { callerOf } from '../texts/caller.ts'
import { fill } from '../texts/index.ts'
import type { Texts } from '../texts/index.ts'

/** What the entries do. */
export interface TrayActions {
  readonly dial: () => void
  readonly dialFromClipboard: () => void
  readonly act: (action: CallAction, call: string) => void
  readonly setRinger: (mode: RingerMode) => void
  readonly show: () => void
  readonly quit: () => void
}

/** What the tray shows of the live picture. `ringers`: ids of the accounts whose service has a ringer. */
export interface TrayPicture {
  readonly snapshot: Snapshot
  readonly ringers: readonly string[]
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

/** Every action is in the menu: GNOME's tray tells no clicks. Every entry that does something has an id. */
export function trayMenu(picture: TrayPicture, texts: Texts, actions: TrayActions): MenuItemConstructorOptions[] {
  const calls = picture.snapshot.calls.flatMap((call) => callItems(call, texts, actions))
  return [
    { id: 'status', label: statusLine(picture.snapshot, texts), enabled: false },
    SEPARATOR,
    ...(calls.length > 0 ? [...calls, SEPARATOR] : []),
    { id: 'dial', label: texts['tray.dial'], click: actions.dial },
    { id: 'dial-clipboard', label: texts['tray.dial-clipboard'], click: actions.dialFromClipboard },
    ...ringerItems(picture, texts, actions),
    SEPARATOR,
    { id: 'show', label: texts['tray.show'], click: actions.show },
    { id: 'quit', label: texts['tray.quit'], click: actions.quit },
  ]
}

/** How bad a connection is for somebody who waits for calls; the worst one is shown. */
const SEVERITY: Readonly<Record<ConnectionState, number>> = {
  idle: 0,
  live: 0,
  connecting: 1,
  reconnecting: 1,
  offline: 2,
  refused: 3,
}
const STATUS = ['tray.status.ready', 'tray.status.connecting', 'tray.status.offline', 'tray.status.refused'] as const

/** One line for all accounts. */
export function statusLine({ accounts, connections }: Snapshot, texts: Texts): string {
  if (accounts.length === 0) return texts['tray.status.none']
  const [worst] = connections.toSorted((one, other) => SEVERITY[other.state] - SEVERITY[one.state])
  const account = accounts.find(({ id }) => id === worst?.account)
  const key = STATUS[worst === undefined ? 0 : SEVERITY[worst.state]] ?? 'tray.status.ready'
  return fill(texts[key], { account: account?.label ?? worst?.account ?? '' })
}

const ACTION_LABEL = {
  answer: 'tray.answer',
  reject: 'tray.reject',
  'hang-up': 'tray.hang-up',
  dismiss: 'tray.dismiss',
} as const satisfies Record<CallAction, keyof Texts>

function callItems(call: Call, texts: Texts, actions: TrayActions): MenuItemConstructorOptions[] {
  const caller = callerOf(call, texts)
  const title = titleOf(call)
  if (title === undefined) return []
  return [
    { id: `call:${call.id}`, label: fill(texts[title], { caller }), enabled: false },
    ...(call.actions ?? []).map((action) => ({
      id: `${action}:${call.id}`,
      label: fill(texts[ACTION_LABEL[action]], { caller }),
      click: () => actions.act(action, call.id),
    })),
  ]
}

/** Undefined for a call that is over. */
function titleOf({ state, direction }: Call): keyof Texts | undefined {
  switch (state) {
    case 'dialing':
      return 'call.dialing'
    case 'ringing':
      return direction === 'in' ? 'call.ringing-in' : 'call.ringing-out'
    case 'active':
      return 'call.active'
    case 'held':
      return 'call.held'
    case 'unknown':
      return 'call.unknown'
    case 'ended':
      return undefined
    default:
      return assertNever(state)
  }
}

const MODE_LABEL = {
  silent: 'tray.ringer.silent',
  manner: 'tray.ringer.manner',
  sound: 'tray.ringer.sound',
} as const satisfies Record<RingerMode, keyof Texts>

function ringerItems(picture: TrayPicture, texts: Texts, actions: TrayActions): MenuItemConstructorOptions[] {
  if (picture.ringers.length === 0) return []
  const current = commonMode(picture)
  return [
    SEPARATOR,
    {
      id: 'ringer',
      label: texts['tray.ringer'],
      submenu: RingerMode.options.map((mode) => ({
        id: `ringer:${mode}`,
        type: 'radio' as const,
        label: texts[MODE_LABEL[mode]],
        checked: mode === current,
        click: () => actions.setRinger(mode),
      })),
    },
  ]
}

/** The mode all ringers are in; the app's own where none was ever set; none where they differ. */
function commonMode({ snapshot, ringers }: TrayPicture): RingerMode | undefined {
  const modes = new Set(
    snapshot.ringers.filter(({ account }) => ringers.includes(account)).map(({ mode }) => mode ?? undefined),
  )
  modes.delete(undefined)
  if (modes.size === 0) return snapshot.settings.ringerMode
  return modes.size === 1 ? [...modes][0] : undefined
}
