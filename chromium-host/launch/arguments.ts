/** What the command line asks of the host. */
export interface LaunchArguments {
  /** Port of the Node inspector, when one was asked for. */
  readonly inspect: number | undefined
  /** Port of Chromium's DevTools, when one was asked for. */
  readonly debuggingPort: number | undefined
  readonly noSandbox: boolean
  /** Modules to load before the app (`-r`). */
  readonly required: readonly string[]
  readonly app: string
  readonly appArguments: readonly string[]
}

/**
 * Electron's command line: switches for Electron, Node and Chromium, then the app, then the app's own arguments. Switches
 * that mean nothing here are accepted, since test runners add many.
 */
export function parseArguments(args: readonly string[]): LaunchArguments {
  const required: string[] = []
  let at = 0
  for (; at < args.length && (args[at] ?? '').startsWith('-'); at++) {
    if (args[at] === '-r' || args[at] === '--require') required.push(args[++at] ?? '')
  }
  const switches = args.slice(0, at)
  return {
    inspect: portOf(switches, '--inspect'),
    debuggingPort: portOf(switches, '--remote-debugging-port'),
    noSandbox: switches.includes('--no-sandbox'),
    required,
    app: args[at] ?? '.',
    appArguments: args.slice(at + 1),
  }
}

function portOf(switches: readonly string[], name: string): number | undefined {
  const given = switches.find((one) => one === name || one.startsWith(`${name}=`))
  if (given === undefined) return undefined
  const value = given.split('=')[1]?.split(':').at(-1)
  return value === undefined ? 9229 : Number(value)
}
