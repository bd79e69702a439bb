import { Notification } from 'electron/main'
import { CallNotifications } from './call-notifications.ts'
import type { CallNotificationParts } from './call-notifications.ts'
import { NoticeBoard } from './notice-board.ts'
import type { NoticeBoardParts } from './notice-board.ts'

const electron: Pick<CallNotificationParts & NoticeBoardParts, 'isSupported' | 'create'> = {
  isSupported: () => Notification.isSupported(),
  create: (options) => new Notification(options),
}

export function createCallNotifications(parts: Omit<CallNotificationParts, keyof typeof electron>): CallNotifications {
  return new CallNotifications({ ...parts, ...electron })
}

export function createNoticeBoard(parts: Omit<NoticeBoardParts, keyof typeof electron>): NoticeBoard {
  return new NoticeBoard({ ...parts, ...electron })
}
