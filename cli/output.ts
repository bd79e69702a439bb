import stringWidth from 'string-width'

/** The terminal as commands use it. In tests it is an array of lines. */
export interface Terminal {
  write(text: string): void
  writeError(text: string): void
  /** Whether a person can be asked. */
  readonly interactive: boolean
  /** Asks a yes/no question on stderr; only where `interactive`. */
  confirm(question: string, signal: AbortSignal): Promise<boolean>
  /** Says how far a long step is, on stderr and only on a terminal. */
  progress(text: string): void
  /** All of standard input. */
  readInput(): Promise<string>
}

/** Prints what a command has to say: text for people, or exactly one JSON document. */
export class Output {
  private readonly terminal: Terminal
  readonly json: boolean

  constructor(terminal: Terminal, json: boolean) {
    this.terminal = terminal
    this.json = json
  }

  /** The command's one result: `value` with --json, `lines` for people. */
  result(value: unknown, lines: readonly string[]): void {
    this.terminal.write(this.json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${printable(line)}\n`).join(''))
  }

  /** One of many objects of a stream, one a line. */
  line(value: unknown, text: string): void {
    this.result(value, [text])
  }
}

/** Columns aligned by what they take on a terminal (Japanese characters take two cells). The last column is not padded. */
export function alignedRows(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, stringWidth(cell))))
  return rows.map((row) => row.map((cell, at) => pad(cell, at === row.length - 1 ? 0 : (widths[at] ?? 0))).join('  '))
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - stringWidth(cell)))
}

/** Names and statuses come from strangers: control characters would let them write on the terminal. */
function printable(line: string): string {
  return line.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '�')
}
