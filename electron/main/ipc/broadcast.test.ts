import { expect, it, vi } from 'vitest'
import { broadcastChange } from './broadcast.ts'

it('tells every open window and leaves closed ones alone', () => {
  const open = { isDestroyed: () => false, send: vi.fn() }
  const closed = { isDestroyed: () => true, send: vi.fn() }
  const change = { number: 3, change: { type: 'history' as const, revision: 2 } }
  broadcastChange(change, [closed, open])
  expect(open.send).toHaveBeenCalledExactlyOnceWith('state.changed', change)
  expect(closed.send).not.toHaveBeenCalled()
})
