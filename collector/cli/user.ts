import { Command, Option } from 'commander'
import { ROLES, type Role } from '../auth/scopes.ts'
import { issueSignInLink, LINK_MINUTES } from '../auth/sign-in-links.ts'
import { addUser, Email, listUsers, Password, resetUser } from '../auth/users.ts'
import { Refusal } from '../config/refusal.ts'
import type { Settings } from '../config/tables.ts'
import { withSettings } from './options.ts'
import { printRows, say } from './print.ts'
import { publicOrigin } from './public-origin.ts'
import { withNewData, withOpenData } from './with-data.ts'

interface AddOptions {
  role: Role
  passwordStdin?: boolean
}

async function readStdin(): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/u, '')
}

async function passwordFromStdin(): Promise<string> {
  const read = Password.safeParse(await readStdin())
  if (read.success) return read.data
  throw new Refusal(422, `password: ${read.error.issues[0]?.message}`)
}

async function printLink(settings: Settings, user: string, options: object): Promise<void> {
  console.log(publicOrigin(options) + (await issueSignInLink(settings, user, Date.now())))
  say(`The link works once, for ${LINK_MINUTES} minutes, while the server runs.`)
}

function add(): Command {
  return withSettings(new Command('add'), ['data', 'publicUrl', 'host', 'port'])
    .description('add a person; without a password a one-time sign-in link is printed')
    .argument('<email>')
    .addOption(
      new Option('--role <role>', 'what they may do on all sites').choices(ROLES).default('owner'),
    )
    .option('--password-stdin', 'read the password from standard input')
    .action(async (address: string, options: AddOptions) => {
      const email = Email.safeParse(address)
      if (!email.success) throw new Refusal(422, `"${address}" is not an e-mail address`)
      const password = options.passwordStdin ? { password: await passwordFromStdin() } : {}
      await withNewData(options, async ({ settings }) => {
        const input = { email: email.data, role: options.role, ...password }
        const user = await addUser(settings, input, Date.now())
        say(`added ${user.email} (${user.role})`)
        if (!user.password_set) await printLink(settings, user.id, options)
      })
    })
}

function list(): Command {
  return withSettings(new Command('list'), ['data'])
    .description('list the people')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const users = await withOpenData(options, ({ settings }) => listUsers(settings))
      printRows(users, ['email', 'role', 'password_set', 'second_factor'], options.json)
    })
}

function reset(): Command {
  return withSettings(new Command('reset'), ['data', 'publicUrl', 'host', 'port'])
    .description(
      'forget the password and the second factor, end all sessions and print a one-time sign-in link',
    )
    .argument('<email>')
    .action(async (email: string, options: object) => {
      await withOpenData(options, async ({ settings }) => {
        const user = await resetUser(settings, email)
        await printLink(settings, user.id, options)
      })
    })
}

export function userCommand(): Command {
  return new Command('user')
    .description('add, list and reset the people who may sign in')
    .addCommand(add())
    .addCommand(list())
    .addCommand(reset())
}
