import { Command, CommanderError } from 'commander'
import { WrongFlag } from '../config.ts'
import { Explained } from '../explained.ts'
import { inWords } from '../storage-trouble.ts'
import { VERSION } from '../version.ts'
import { COMMANDS } from './commands.ts'
import { say } from './print.ts'
import { WrongUse } from './wrong-use.ts'

const WRONG_USE = 2

function isCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name)
}

/** The command asked for with its options; the others are known by name and description. */
async function program(asked: string | undefined): Promise<Command> {
  const root = new Command('tributary')
    .description('Self-hosted growth toolkit: channels, funnels and experiments')
    .version(VERSION, '-v, --version', 'the version of this program')
    .showSuggestionAfterError()
  for (const [name, { description }] of Object.entries(COMMANDS)) {
    if (name !== asked) root.addCommand(new Command(name).description(description))
  }
  if (asked !== undefined && isCommand(asked)) root.addCommand(await COMMANDS[asked].load())
  return root
}

/** Commander reports wrong use with 1; ours is 2. Help and version are no mistake. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride()
  for (const child of command.commands) throwInsteadOfExit(child)
}

/** Trouble with a file in words; of an error of ours the stack, for whoever mends it. */
function explain(thrown: unknown): string {
  const error = inWords(thrown, 'what this command writes')
  if (!(error instanceof Error)) return String(error)
  return error instanceof Explained ? error.message : (error.stack ?? error.message)
}

/** `help serve` is `serve --help`, for which the command is loaded. */
function withoutHelpCommand(args: readonly string[]): readonly string[] {
  return args[0] === 'help' && args[1] !== undefined ? [...args.slice(1), '--help'] : args
}

/** Runs one command line, without the interpreter and the file. Answers the exit code. */
export async function run(line: readonly string[]): Promise<number> {
  const args = withoutHelpCommand(line)
  try {
    const root = await program(args.find((arg) => !arg.startsWith('-')))
    throwInsteadOfExit(root)
    await root.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE
    say(explain(error))
    return error instanceof WrongFlag || error instanceof WrongUse ? WRONG_USE : 1
  }
}
