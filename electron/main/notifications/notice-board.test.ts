import type { NotificationConstructorOptions } from 'electron/main'
import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { NoticeBoard } from './notice-board.ts'

function setUp(isSupported: boolean) {
  const made: (EventEmitter & { options: NotificationConstructorOptions; show: () => void })[] = []
  const showWindow = vi.fn()
  const create = (options: NotificationConstructorOptions) => {
    const notification = Object.assign(new EventEmitter(), { options, show: vi.fn() })
    made.push(notification)
    return notification
  }
  return {
    made,
    showWindow,
    board: new NoticeBoard({ isSupported: () => isSupported, create, icon: '/i.png', showWindow }),
  }
}

it('tells quietly, and shows the window on a click', () => {
  const { board, made, showWindow } = setUp(true)
  board.tell('Title', 'Body')
  expect(made[0]?.options).toEqual({ title: 'Title', body: 'Body', icon: '/i.png', silent: true })
  expect(made[0]?.show).toHaveBeenCalledOnce()
  made[0]?.emit('click')
  expect(showWindow).toHaveBeenCalledOnce()
})

it('says nothing where the desktop cannot', () => {
  const { board, made } = setUp(false)
  board.tell('Title', 'Body')
  expect(made).toHaveLength(0)
})
