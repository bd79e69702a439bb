import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { About } from '../../../../contract/model/about.ts'

/** What these requests need of the desktop. */
export interface Desktop {
  about(): About
  copyText(text: string): Promise<void>
}

export function appHandlers(desktop: Desktop): SidetoneHandlers['app'] {
  return {
    about: () => desktop.about(),
    copyText: ({ text }) => desktop.copyText(text),
  }
}
