import type * as Electron from 'electron'

/** `app.commandLine`. Chromium has been started already, so switches are remembered and have no effect. */
export class CommandLine implements Electron.CommandLine {
  readonly #switches = new Map<string, string>()

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value)
  }

  appendArgument(): void {}

  hasSwitch(name: string): boolean {
    return this.#switches.has(name)
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? ''
  }

  removeSwitch(name: string): void {
    this.#switches.delete(name)
  }
}
