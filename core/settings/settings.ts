import * as z from 'zod/mini'
import { AppSettings } from '../../contract/model/settings.ts'
import type { AppSettingsPatch } from '../../contract/model/settings.ts'
import type { Files, Log } from '../ports/index.ts'
import { HomeFile } from '../state/home-file.ts'

/** What is in the file: only what was ever changed, so that a default can improve later. */
const StoredSettings = z.partial(AppSettings)
type StoredSettings = z.infer<typeof StoredSettings>

export class Settings {
  private readonly file: HomeFile<StoredSettings>
  private readonly defaults: AppSettings
  private readonly changed: (settings: AppSettings) => void
  private stored: StoredSettings = {}

  constructor(parts: { files: Files; log: Log; region: string; changed: (settings: AppSettings) => void }) {
    this.file = new HomeFile({ ...parts, name: 'settings.json', schema: StoredSettings, empty: {} })
    this.defaults = defaultsFor(parts.region)
    this.changed = parts.changed
  }

  async load(): Promise<void> {
    this.stored = await this.file.read()
  }

  current(): AppSettings {
    return { ...this.defaults, ...this.stored } as AppSettings
  }

  async change(patch: AppSettingsPatch): Promise<AppSettings> {
    const next = { ...this.stored, ...patch }
    await this.file.write(next)
    this.stored = next
    this.changed(this.current())
    return this.current()
  }
}

function defaultsFor(region: string): AppSettings {
  return {
    language: 'system',
    theme: 'system',
    region,
    dialAccount: null,
    notifyIncoming: true,
    closeToTray: true,
    ringerMode: 'sound',
  }
}
