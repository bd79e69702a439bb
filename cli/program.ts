import { Command, InvalidArgumentError, Option } from 'commander'
import { addAccount, listAccounts, removeAccount, testAccount } from './commands/accounts.ts'
import { answerCall, hangUpCall, placeCall } from './commands/call.ts'
import type { CallOptions } from './commands/call.ts'
import { fireRule, listRecipients, listResults, listRules, setRecipients } from './commands/broadcast.ts'
import type { BroadcastOptions } from './commands/broadcast.ts'
import { diagnostics } from './commands/diagnostics.ts'
import { changeExtension, showExtension } from './commands/extension.ts'
import { history } from './commands/history.ts'
import type { HistoryOptions } from './commands/history.ts'
import { clearNotify, setNotify } from './commands/notify.ts'
import { saveRecording } from './commands/recording.ts'
import { ringer } from './commands/ringer.ts'
import { runSimulator } from './commands/simulator.ts'
import type { SimulatorOptions } from './commands/simulator.ts'
import { watch } from './commands/watch.ts'
import { withTelephony } from './context.ts'
import type { CommandContext, GlobalOptions } from './context.ts'
import type { Terminal } from './output.ts'

/** What the program needs of the process around it. */
export interface ProgramHost {
  readonly terminal: Terminal
  readonly version: string
  /** A signal that Ctrl-C aborts, and a time limit in seconds where one was given. */
  signal(timeoutSeconds: number | undefined): AbortSignal
}

/** The command line, as the reference fixes its names. Usage errors and failures reject; nothing here ends the process. */
export function createProgram(host: ProgramHost): Command {
  const program = new Command('sidetone')
    .description('Desktop companion for the phones you have: dial, watch, ringer mode, history')
    .version(host.version)
    .option('--home <dir>', 'where settings and history live (or SIDETONE_HOME)')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--vault <kind>', 'where secrets are').choices(['keychain', 'session']).default('keychain'))
    .option('--timeout <seconds>', 'give up after so many seconds', positive)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.terminal.write(text),
      writeErr: (text) => host.terminal.writeError(text),
      outputError: (text, write) =>
        write(`${text.trimEnd().replaceAll(/\s+/g, ' ')} (sidetone --help lists the commands)\n`),
    })
  addAccountCommands(program, host)
  addCallCommands(program, host)
  addViewCommands(program, host)
  addBroadcastCommands(program, host)
  addServiceCommands(program, host)
  return program
}

type Run = (context: CommandContext) => Promise<void>

async function run(host: ProgramHost, command: Command, work: Run): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>()
  await withTelephony(host.terminal, options, host.signal(options.timeout), work)
}

function addAccountCommands(program: Command, host: ProgramHost): void {
  const accounts = program.command('accounts').description('set up, list, test and remove accounts')
  accounts
    .command('add')
    .description('reads { id, provider, label?, settings, secrets } as JSON from standard input')
    .option('--replace', 'replace an account of that id')
    .action((options: { replace?: boolean }, command: Command) =>
      run(host, command, (context) => addAccount(context, options)),
    )
  accounts
    .command('list')
    .description('never shows a secret')
    .action((_options: object, command: Command) => run(host, command, listAccounts))
  accounts
    .command('remove <id>')
    .description('removes the account and its keychain entries')
    .action((id: string, _options: object, command: Command) =>
      run(host, command, (context) => removeAccount(context, id)),
    )
  accounts
    .command('test <id>')
    .description('signs in and tells what works')
    .action((id: string, _options: object, command: Command) =>
      run(host, command, (context) => testAccount(context, id)),
    )
}

function addCallCommands(program: Command, host: ProgramHost): void {
  program
    .command('call [number]')
    .description('dials')
    .option('--account <id>', 'the account that dials')
    .option('--say <text>', 'a text to speak, where the service can')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'print what would be dialled')
    .option('--clipboard', 'dial what the clipboard holds')
    .option('--link <url>', 'dial what a tel:, callto: or sidetone: link means')
    .action((number: string | undefined, options: CallOptions, command: Command) =>
      run(host, command, (context) => placeCall(context, number, options)),
    )
  program
    .command('answer <id>')
    .description('answers a ringing call, where the service can')
    .action((id: string, _options: object, command: Command) =>
      run(host, command, (context) => answerCall(context, id)),
    )
  program
    .command('hang-up <id>')
    .description('ends a call, where the service can')
    .action((id: string, _options: object, command: Command) =>
      run(host, command, (context) => hangUpCall(context, id)),
    )
  program
    .command('ringer [mode]')
    .description('sets the ringer: silent, manner or sound; alone, tells the last known mode')
    .option('--account <id>', 'the device')
    .action((mode: string | undefined, options: { account?: string }, command: Command) =>
      run(host, command, (context) => ringer(context, mode, options)),
    )
}

function addViewCommands(program: Command, host: ProgramHost): void {
  program
    .command('watch')
    .description('live calls until Ctrl-C')
    .option('--account <id>', 'only this account')
    .action((options: { account?: string }, command: Command) =>
      run(host, command, (context) => watch(context, options)),
    )
  program
    .command('history')
    .description('past calls, newest first')
    .option('--account <id>', 'only this account')
    .option('--since <iso>', 'from this time on')
    .option('--until <iso>', 'before this time')
    .option('--search <text>', 'part of a number or a name')
    .option('--direction <word>', 'in, out or internal')
    .option('--status <word>', 'answered, missed, busy, cancelled, rejected, failed, answered-elsewhere or voice-menu')
    .option('--limit <n>', 'at most so many', positive)
    .option('--before <cursor>', 'go on from the "next" of an earlier answer')
    .option('--sync', 'fetch from the service first')
    .option('--csv', 'as comma-separated values')
    .action((options: HistoryOptions, command: Command) => run(host, command, (context) => history(context, options)))
  program
    .command('simulator')
    .description('runs the simulated services until Ctrl-C and prints where they are')
    .option('--port-base <n>', 'the first of the ports; without it, free ones', positive)
    .option('--scenario <name>', 'a script to play')
    .action((options: SimulatorOptions, command: Command) =>
      runSimulator(host.terminal, host.signal(command.optsWithGlobals<GlobalOptions>().timeout), options),
    )
}

function addBroadcastCommands(program: Command, host: ProgramHost): void {
  const broadcast = program.command('broadcast').description('call a list of people through a rule')
  const verbs = [
    ['rules', 'the rules of the account', listRules],
    ['recipients', 'the number list of a rule', listRecipients],
    ['set', 'replaces the number list with CSV or a JSON array from standard input', setRecipients],
    ['fire', 'calls everybody who is checked', fireRule],
    ['results', 'who was called, who answered, which button', listResults],
  ] as const
  for (const [name, description, work] of verbs) {
    const command = broadcast.command(name).description(description).option('--account <id>', 'the account')
    if (name !== 'rules') command.option('--rule <name>', 'the rule')
    if (name === 'recipients') command.option('--csv', 'as comma-separated values, which set reads')
    if (name === 'set' || name === 'fire') command.option('--yes', 'do not ask')
    if (name === 'results') {
      command.option('--firing <id>', 'of one firing').option('--latest', 'of the last firing')
      command.option('--since <iso>', 'from this time on').option('--until <iso>', 'before this time')
    }
    command.action((options: BroadcastOptions, self: Command) => run(host, self, (context) => work(context, options)))
  }
}

function addServiceCommands(program: Command, host: ProgramHost): void {
  const extension = program.command('extension').description('the properties of your phone terminal')
  extension
    .command('get')
    .option('--account <id>', 'the account')
    .action((options: { account?: string }, self: Command) =>
      run(host, self, (context) => showExtension(context, options)),
    )
  extension
    .command('set <key=value...>')
    .description('sends only the named keys')
    .option('--account <id>', 'the account')
    .action((pairs: string[], options: { account?: string }, self: Command) =>
      run(host, self, (context) => changeExtension(context, pairs, options)),
    )
  program
    .command('diagnostics')
    .description('versions, sign-ins and clocks, for support; nothing secret')
    .action((_options: object, self: Command) => run(host, self, diagnostics))
  const notify = program.command('notify').description("this app's callback address at the service")
  for (const [name, work] of [
    ['set', setNotify],
    ['clear', clearNotify],
  ] as const) {
    notify
      .command(name)
      .option('--account <id>', 'the account')
      .action((options: { account?: string }, self: Command) => run(host, self, (context) => work(context, options)))
  }
  program
    .command('recording <call>')
    .description('downloads the recording of a call')
    .requiredOption('--output <file>', 'where to')
    .action((call: string, options: { output: string }, self: Command) =>
      run(host, self, (context) => saveRecording(context, call, options)),
    )
}

function positive(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1) throw new InvalidArgumentError('It must be a whole number of 1 or more.')
  return Number(text)
}
