import { run } from '../run.ts'

/** What one command line printed and how it ended. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Standard output as the one JSON document it is with --json. */
  readonly json: unknown
}

export interface RunOptions {
  readonly input?: string
  readonly interactive?: boolean
  /** What the person answers when asked. */
  readonly confirms?: boolean
  readonly signal?: AbortSignal
  readonly onOutput?: (text: string) => void
}

/** Runs a command line in this process with everything it prints kept. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let out = ''
  let err = ''
  const terminal = {
    write(text: string) {
      out += text
      options.onOutput?.(text)
    },
    writeError: (text: string) => void (err += text),
    interactive: options.interactive ?? false,
    confirm: async () => options.confirms ?? false,
    progress: () => undefined,
    readInput: async () => options.input ?? '',
  }
  const signal = () => options.signal ?? new AbortController().signal
  const code = await run(args, { terminal, version: '1.2.3', signal })
  return {
    code,
    out,
    err,
    get json() {
      return JSON.parse(out) as unknown
    },
  }
}
