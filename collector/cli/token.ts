import { Command, InvalidArgumentError } from 'commander'
import { SCOPES, type Scope } from '../auth/scopes.ts'
import { addToken, listTokens, removeToken, tokenById } from '../auth/tokens.ts'
import { DAY } from '../durations.ts'
import { unknownName } from '../nearest.ts'
import { siteByDomain } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import { noteChange } from './history.ts'
import { withData } from './options.ts'
import { printRows, say } from './print.ts'
import { withNewData, withOpenData } from './with-data.ts'

const COLUMNS = ['id', 'name', 'scopes', 'site', 'created_at', 'expires_at', 'used_at']

/** Those of one option beside those of the same before: `--scope write --scope ingest` gives both. */
function scopes(text: string, before: Scope[] = []): Scope[] {
  const named = text.split(/[\s,]+/u).map((name) => {
    const scope = SCOPES.find((known) => known === name)
    if (scope === undefined) throw new InvalidArgumentError(unknownName('scope', name, SCOPES))
    return scope
  })
  return [...new Set([...before, ...named])]
}

/** `2026-12-31`, to its end in UTC, or `90d` from now, in epoch ms. */
function instant(text: string, now: number): number {
  const [, days] = /^(\d{1,4})d$/u.exec(text) ?? []
  if (days !== undefined) return now + Number(days) * DAY
  return /^\d{4}-\d\d-\d\d$/u.test(text) ? Date.parse(`${text}T23:59:59.999Z`) : Number.NaN
}

/** Answers the instant as the API has it. */
function end(text: string): string {
  const now = Date.now()
  const at = instant(text, now)
  if (Number.isNaN(at)) throw new InvalidArgumentError('a day like 2026-12-31, or 90d')
  if (at <= now) throw new InvalidArgumentError('it lies in the past')
  return new Date(at).toISOString()
}

/** The number of a site; null for all of them. */
async function siteOf(
  settings: Settings,
  domain: string | null | undefined,
): Promise<number | null> {
  return domain == null ? null : Number((await siteByDomain(settings, domain)).id)
}

interface CreateOptions {
  scope: Scope[]
  site?: string
  name: string
  expires?: string
}

function create(): Command {
  return withData(new Command('create'))
    .description('make a token and print it; it is shown only now')
    .requiredOption('--scope <list>', `some of ${SCOPES.join(',')}`, scopes)
    .option('--site <domain>', 'for this site only; default: all sites')
    .option('--name <text>', 'what it is for', 'token')
    .option('--expires <when>', 'its last day (UTC), or so many days: 90d; default: never', end)
    .action(async (options: CreateOptions) => {
      const { name, scope, expires = null } = options
      const input = { name, scopes: scope, expires_at: expires }
      await withNewData(options, async ({ settings }) => {
        const site = await siteOf(settings, options.site)
        const { token, ...after } = await addToken(settings, site, input, Date.now())
        await noteChange(settings, { site, thing: 'token', what: 'added', after })
        console.log(token)
      })
    })
}

function list(): Command {
  return withData(new Command('list'))
    .description('list the tokens')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const tokens = await withOpenData(options, ({ settings }) => listTokens(settings))
      printRows(tokens, COLUMNS, options.json)
    })
}

function remove(): Command {
  return withData(new Command('rm'))
    .description('remove a token; it stops working at once')
    .argument('<id>', 'as `token list` shows it')
    .action(async (id: string, options: object) => {
      await withOpenData(options, async ({ settings }) => {
        const before = await tokenById(settings, undefined, id)
        const site = await siteOf(settings, before.site)
        await removeToken(settings, id)
        await noteChange(settings, { site, thing: 'token', what: 'removed', before })
      })
      say(`removed token ${id}`)
    })
}

export function tokenCommand(): Command {
  return new Command('token')
    .description('make, list and remove API tokens')
    .addCommand(create())
    .addCommand(list())
    .addCommand(remove())
}
