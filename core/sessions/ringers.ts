import * as z from 'zod/mini'
import { Ringer } from '../../contract/model/ringer.ts'
import type { RingerMode } from '../../contract/model/ringer.ts'
import type { Files, Log } from '../ports/index.ts'
import { HomeFile } from '../state/home-file.ts'

const RingerFile = z.object({ ringers: z.array(Ringer) })

/** The last known ringer mode of every device, kept across starts: devices cannot be asked. */
export class Ringers {
  private readonly file: HomeFile<z.infer<typeof RingerFile>>
  private readonly changed: (ringer: Ringer) => void
  private ringers: readonly Ringer[] = []

  constructor(parts: { files: Files; log: Log; changed: (ringer: Ringer) => void }) {
    this.file = new HomeFile({ ...parts, name: 'ringers.json', schema: RingerFile, empty: { ringers: [] } })
    this.changed = parts.changed
  }

  async load(): Promise<void> {
    this.ringers = (await this.file.read()).ringers
  }

  of(account: string): Ringer {
    return this.ringers.find((ringer) => ringer.account === account) ?? { account, mode: null, certainty: 'unknown' }
  }

  /** The device took the mode, but nobody can read it back: the person may have turned it by hand since. */
  async assume(account: string, mode: RingerMode, at: number): Promise<Ringer> {
    const ringer: Ringer = { account, mode, certainty: 'assumed', at: new Date(at).toISOString() }
    await this.keep([...this.ringers.filter((one) => one.account !== account), ringer])
    this.changed(ringer)
    return ringer
  }

  async forget(account: string): Promise<void> {
    if (this.ringers.some((one) => one.account === account)) {
      await this.keep(this.ringers.filter((one) => one.account !== account))
    }
  }

  private async keep(ringers: readonly Ringer[]): Promise<void> {
    this.ringers = ringers
    await this.file.write({ ringers: [...ringers] })
  }
}
