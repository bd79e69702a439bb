import { CommanderError } from 'commander'
import { fail, toFailure } from '../core/index.ts'
import { exitCodeOf, failureDocument, sentenceOf } from './failure-text.ts'
import { createProgram } from './program.ts'
import type { ProgramHost } from './program.ts'

/** Runs one command line and resolves to its exit code. */
export async function run(args: readonly string[], host: ProgramHost): Promise<number> {
  const result = { written: false }
  const terminal = {
    ...host.terminal,
    write(text: string) {
      result.written = true
      host.terminal.write(text)
    },
  }
  try {
    await createProgram({ ...host, terminal }).parseAsync(args, { from: 'user' })
    return 0
  } catch (thrown) {
    // Help and version are no errors.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0
    const { failure } = thrown instanceof CommanderError ? usageFailure(thrown) : { failure: toFailure(thrown) }
    // Commander has printed its own sentence.
    if (!(thrown instanceof CommanderError)) host.terminal.writeError(`${sentenceOf(failure)}\n`)
    // With --json standard output has exactly one document: a command that failed after its result (a stream) has none to add.
    if (args.includes('--json') && !result.written) host.terminal.write(`${JSON.stringify(failureDocument(failure))}\n`)
    if (failure.code === 'bug' && process.env['SIDETONE_DEBUG'] !== undefined) throw thrown
    return exitCodeOf(failure)
  }
}

/** Without any command Commander shows the help and has no sentence of its own. */
function usageFailure({ code, message }: CommanderError) {
  const reason = code === 'commander.help' ? 'no-command' : message.replace(/^error: /, '')
  return fail('input/invalid', { params: { field: 'arguments', reason } })
}
