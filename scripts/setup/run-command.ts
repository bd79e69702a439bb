import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { repositoryRoot } from './repository.ts'

export interface RunOptions {
  readonly env?: Record<string, string | undefined>
  /** Milliseconds after which the command is killed (exit code 124, as `timeout` says it); none by default. */
  readonly timeLimitMs?: number
  /** `inherit` (default) shows the command's words; `capture` returns them; `both` does both. */
  readonly output?: 'inherit' | 'capture' | 'both'
}

export interface RunResult {
  /** The exit code; 127 when the command could not be started, 124 when its time was up, 1 when a signal ended it. */
  readonly code: number
  /** Standard output and error together; empty unless captured. */
  readonly output: string
}

/** Runs a command in the checkout and waits for it. Never rejects: a command that cannot start is code 127. */
export function runCommand(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const mode = options.output ?? 'inherit'
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: repositoryRoot,
      env: { ...process.env, ...options.env },
      stdio: mode !== 'inherit' ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      ...(options.timeLimitMs !== undefined && { timeout: options.timeLimitMs, killSignal: 'SIGKILL' }),
    })
    let output = ''
    const collect = (chunk: Buffer): void => {
      output += chunk.toString()
      if (mode === 'both') process.stdout.write(chunk)
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    // Whoever ends us means the command too; our own tidying up happens after it has ended.
    const passOn = (): void => void child.kill('SIGTERM')
    process.on('SIGTERM', passOn)
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code, signal) => {
      process.off('SIGTERM', passOn)
      resolve({ code: code ?? (signal === 'SIGKILL' ? 124 : 1), output })
    })
  })
}

/** The same for a command and its arguments in one list. */
export function runCommandLine(line: readonly string[], options?: RunOptions): Promise<RunResult> {
  const [command, ...args] = line
  if (command === undefined) throw new Error('an empty command line')
  return runCommand(command, args, options)
}

/** Runs a program of a package with the Node we run on: `runPackageProgram('vitest/vitest.mjs', ['run'])`. */
export function runPackageProgram(file: string, args: readonly string[], options?: RunOptions): Promise<RunResult> {
  return runCommand(process.execPath, [path.join(repositoryRoot, 'node_modules', file), ...args], options)
}

/** The full path of the first of these programs that is on PATH, or undefined. */
export function findOnPath(...names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable)
}

/** Whether a file is there and may be executed by us. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false // not there, or not ours to run: the answer is the same
  }
}
