import type { Runtime } from './runtime.ts'

/** Whether a window could be shown to a person. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/** What a command line must begin with so that the runtime finds a display: a real Electron needs one, the host does not. */
export function displayPrefix(runtime: Runtime): readonly string[] {
  return runtime.kind === 'electron' && !hasDisplay() ? ['xvfb-run', '--auto-servernum'] : []
}

/** Switches to start the runtime with: as root on Linux, Chromium refuses to start with its sandbox. */
export function runtimeSwitches(runtime: Runtime): readonly string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  return runtime.kind === 'electron' && isRoot ? ['--no-sandbox'] : []
}
