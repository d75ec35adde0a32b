import { Command } from 'commander'
import { refusalOf } from '../config/refusal-of.ts'
import { addSite, listSites, removeSite, SiteInput, siteByDomain } from '../config/sites.ts'
import { withData } from './options.ts'
import { printRows, say } from './print.ts'
import { turn, withNewData, withOpenData } from './with-data.ts'

const COLUMNS = ['domain', 'name', 'timezone', 'currency']

interface AddOptions {
  timezone?: string
  currency?: string
  name?: string
  json?: boolean
}

function add(): Command {
  return withData(new Command('add'))
    .description('add a site')
    .argument('<domain>', 'host name, like example.com')
    .option('--timezone <zone>', 'IANA time zone; default UTC')
    .option('--currency <code>', 'ISO 4217; default USD')
    .option('--name <text>', 'how it is called; default: the domain')
    .option('--json', 'print the site as JSON')
    .action(async (domain: string, options: AddOptions) => {
      const { timezone, currency, name } = options
      const read = SiteInput.safeParse({ domain, timezone, currency, name })
      if (!read.success) throw refusalOf(read.error)
      const site = await withNewData(options, ({ settings }) =>
        addSite(settings, read.data, Date.now()),
      )
      if (options.json) console.log(JSON.stringify(site, null, 2))
      else say(`added ${site.domain} (${site.timezone}, ${site.currency})`)
    })
}

function list(): Command {
  return withData(new Command('list'))
    .description('list the sites')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const sites = await withOpenData(options, ({ settings }) => listSites(settings))
      printRows(sites, COLUMNS, options.json)
    })
}

function remove(): Command {
  return withData(new Command('rm'))
    .description('remove a site with its settings and all its events')
    .argument('<domain>')
    .action(async (domain: string, options: object) => {
      const { destroySite } = await import('../store/sqlite/maintenance.ts')
      await withOpenData(options, async ({ settings, db }) => {
        const site = await siteByDomain(settings, domain)
        await removeSite(settings, site)
        await destroySite(db, Number(site.id), turn)
        say(`removed ${site.domain} with all its events`)
      })
    })
}

export function siteCommand(): Command {
  return new Command('site')
    .description('add, list and remove sites')
    .addCommand(add())
    .addCommand(list())
    .addCommand(remove())
}
