import type { ElectronApplication } from '@playwright/test'

export interface Shown {
  readonly title: string
  /** Milliseconds on the machine's clock (machine-clock.ts) at which the app asked for it to be shown. */
  readonly at: number
}

interface Noted {
  benchShown: Shown[]
}

/** From now on the app's main process notes when it shows notifications, and the desktop is spared them. */
export async function noteNotifications(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification }) => {
    const noted: Shown[] = []
    Object.assign(globalThis, { benchShown: noted })
    Notification.prototype.show = function show() {
      noted.push({ at: Number(process.hrtime.bigint()) / 1e6, title: this.title })
    }
  })
}

/** Oldest first. Asked for after the measuring: the question itself would keep the app busy. */
export function shownNotifications(app: ElectronApplication): Promise<Shown[]> {
  return app.evaluate(() => (globalThis as unknown as Noted).benchShown)
}
