import { Command, InvalidArgumentError, Option } from 'commander'
import { listPeople, type Person, rolesHeldBy } from '../auth/members.ts'
import { ROLES, type Role } from '../auth/scopes.ts'
import { issueSignInLink, LINK_DAYS } from '../auth/sign-in-links.ts'
import {
  addUser,
  decree,
  Email,
  firstOwner,
  Password,
  refuseCommon,
  removeUser,
  resetUser,
  type User,
  type UserRow,
  userNamed,
} from '../auth/users.ts'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings/tables.ts'
import { noteChange } from './history.ts'
import { withData, withSettings } from './options.ts'
import { printRows, say } from './print.ts'
import { publicAddress } from './public-origin.ts'
import { withNewData, withOpenData } from './with-data.ts'
import { WrongUse } from './wrong-use.ts'

const WITH_LINK = ['publicUrl', 'host', 'port'] as const

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

async function passwordFromStdin(email: string): Promise<string> {
  const read = Password.safeParse(await readStdin())
  if (!read.success) throw new Refusal(422, `password: ${read.error.issues[0]?.message}`)
  refuseCommon(read.data, [email])
  return read.data
}

function emailOf(address: string): string {
  const email = Email.safeParse(address)
  if (email.success) return email.data
  throw new InvalidArgumentError(`"${address}" is not an e-mail address`)
}

async function printLink(settings: Settings, user: string, options: object): Promise<void> {
  const link = await issueSignInLink(settings, user, null, Date.now())
  console.log(publicAddress(options).origin + link)
  say(
    `Open the link and choose a password. It works until then, for ${LINK_DAYS} days, while the server runs.`,
  )
}

/** Whoever adds a colleague may mean less than what they get where nothing is said. */
function howToGiveLess(name: string, role: Role): string {
  const may = role === 'owner' ? 'change and remove everything' : 'change all but people and tokens'
  const less = ROLES.slice(ROLES.indexOf(role) + 1).join('|')
  return `They may ${may}. For less: tributary user change ${name} --role ${less}; for some sites only: --role none, and a role in Settings → Members of each.`
}

function add(): Command {
  return withSettings(new Command('add'), WITH_LINK)
    .description('add a person; without a password a sign-in link is printed')
    .argument('<email>')
    .addOption(
      new Option('--role <role>', 'what they may do on all sites').choices(ROLES).default('owner'),
    )
    .option('--password-stdin', 'read the password from standard input')
    .action(async (address: string, { role, passwordStdin, ...options }: AddOptions) => {
      const email = Email.safeParse(address)
      if (!email.success) throw new WrongUse(`"${address}" is not an e-mail address`)
      const password = passwordStdin ? { password: await passwordFromStdin(email.data) } : {}
      await withNewData(options, async ({ settings }) => {
        const input = { email: email.data, role, vouched: true, ...password }
        const user = await addUser(settings, input, Date.now())
        for (const { site, member } of await rolesHeldBy(settings, user))
          await noteChange(settings, { site, thing: 'member', what: 'added', after: member })
        say(`added ${user.email} as ${role} of all sites`)
        if (role !== 'viewer') say(howToGiveLess(user.email ?? user.id, role))
        if (!user.password_set) await printLink(settings, user.id, options)
      })
    })
}

/** A person as a line of the table shows them: the role for all sites, or each of those by site. */
function shortened({ role, sites, ...person }: Person): object & { role: string | null } {
  const bySite = sites.map(
    ({ domain, role, accepted }) => `${role} of ${domain}${accepted ? '' : ' (invited)'}`,
  )
  const everywhere = role === null ? [] : [`${role} of all sites`]
  return { ...person, role: [...everywhere, ...bySite].join(', ') || 'none' }
}

function list(): Command {
  return withData(new Command('list'))
    .description('list the people')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const people = await withOpenData(options, ({ settings }) => listPeople(settings))
      const rows = options.json ? people : people.map(shortened)
      printRows(rows, ['id', 'email', 'role', 'password_set', 'second_factor'], options.json)
    })
}

/** Whom to reset. Nobody need be named while no owner can sign in: it is the first owner then. */
async function toReset(settings: Settings, name: string | undefined): Promise<User> {
  if (name !== undefined) return await resetUser(settings, name)
  const owner = await firstOwner(settings, Date.now())
  if (owner !== undefined) return owner
  throw new Refusal(422, 'name whom to reset, as `tributary user list` shows them')
}

function reset(): Command {
  return withSettings(new Command('reset'), WITH_LINK)
    .description(
      'forget the password and the second factor, end all sessions and print a sign-in link',
    )
    .argument('[email]', 'or the id that `user list` shows; not needed while no owner can sign in')
    .action(async (name: string | undefined, options: object) => {
      await withOpenData(options, async ({ settings }) => {
        const { id } = await toReset(settings, name)
        await noteChange(settings, { site: null, user: id, thing: 'account', what: 'reset' })
        await printLink(settings, id, options)
      })
    })
}

/** For the history that the owners of the person's sites see. */
async function noteChanges(
  settings: Settings,
  before: Pick<UserRow, 'email' | 'role'>,
  after: User,
): Promise<void> {
  const about = { site: null, user: after.id, thing: 'account' }
  if (before.email !== after.email) await noteChange(settings, { ...about, what: 'email_changed' })
  if (before.role !== after.role) {
    const roles = { before: { role: before.role }, after: { role: after.role } }
    await noteChange(settings, { ...about, what: 'role_changed', ...roles })
  }
}

interface ChangeOptions {
  role?: Role | 'none'
  email?: string
}

function change(): Command {
  return withData(new Command('change'))
    .description('change the e-mail of a person, or what they may do on all sites')
    .argument('<email>', 'or the id that `user list` shows')
    .addOption(
      new Option('--role <role>', 'on all sites; none: only where they are members').choices([
        ...ROLES,
        'none',
      ]),
    )
    .option('--email <address>', 'the new e-mail; all sessions of the person end', emailOf)
    .action(async (name: string, { role, email, ...options }: ChangeOptions) => {
      if (role === undefined && email === undefined) {
        throw new Refusal(422, 'say what to change: --role, --email')
      }
      const said = {
        ...(email !== undefined && { email }),
        ...(role !== undefined && { role: role === 'none' ? null : role }),
      }
      await withOpenData(options, async ({ settings }) => {
        const before = await userNamed(settings, name)
        const user = await decree(settings, before.id, said)
        await noteChanges(settings, before, user)
        say(`${user.email} is ${user.role ?? 'a member of single sites'} now`)
      })
    })
}

function remove(): Command {
  return withData(new Command('rm'))
    .description('remove a person with their sessions, roles and links')
    .argument('<email>', 'or the id that `user list` shows')
    .action(async (name: string, options: object) => {
      await withOpenData(options, async ({ settings }) => {
        const user = await userNamed(settings, name)
        const roles = await rolesHeldBy(settings, user)
        await removeUser(settings, user.id)
        for (const { site, member } of roles)
          await noteChange(settings, { site, thing: 'member', what: 'removed', before: member })
        say(`removed ${user.email ?? user.id}`)
      })
    })
}

export function userCommand(): Command {
  return new Command('user')
    .description('add, list, change, reset and remove the people who may sign in')
    .addCommand(add())
    .addCommand(list())
    .addCommand(change())
    .addCommand(reset())
    .addCommand(remove())
}
