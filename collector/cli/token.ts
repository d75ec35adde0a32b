import { Command, InvalidArgumentError } from 'commander'
import { SCOPES, type Scope } from '../auth/scopes.ts'
import { addToken, listTokens, removeToken } from '../auth/tokens.ts'
import { unknownName } from '../config/nearest.ts'
import { siteByDomain } from '../config/sites.ts'
import { withData } from './options.ts'
import { printRows, say } from './print.ts'
import { withNewData, withOpenData } from './with-data.ts'

function scopes(text: string): Scope[] {
  return text.split(/[\s,]+/u).map((name) => {
    const scope = SCOPES.find((known) => known === name)
    if (scope === undefined) throw new InvalidArgumentError(unknownName('scope', name, SCOPES))
    return scope
  })
}

interface CreateOptions {
  scope: Scope[]
  site?: string
  name: string
}

function create(): Command {
  return withData(new Command('create'))
    .description('make a token and print it; it is shown only now')
    .requiredOption('--scope <list>', `some of ${SCOPES.join(',')}`, scopes)
    .option('--site <domain>', 'for this site only; default: all sites')
    .option('--name <text>', 'what it is for', 'token')
    .action(async (options: CreateOptions) => {
      const input = { name: options.name, scopes: options.scope, expires_at: null }
      await withNewData(options, async ({ settings }) => {
        const site =
          options.site === undefined
            ? null
            : Number((await siteByDomain(settings, options.site)).id)
        console.log((await addToken(settings, site, input, Date.now())).token)
      })
    })
}

function list(): Command {
  return withData(new Command('list'))
    .description('list the tokens')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const tokens = await withOpenData(options, ({ settings }) => listTokens(settings))
      printRows(tokens, ['id', 'name', 'scopes', 'site', 'created_at'], options.json)
    })
}

function remove(): Command {
  return withData(new Command('rm'))
    .description('remove a token; it stops working at once')
    .argument('<id>', 'as `token list` shows it')
    .action(async (id: string, options: object) => {
      await withOpenData(options, ({ settings }) => removeToken(settings, id))
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
