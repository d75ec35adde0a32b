import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { DAY } from '../durations.ts'
import { Refusal } from '../refusal.ts'
import { refusalOf } from '../refusal-of.ts'
import { addOwnedSite } from '../settings/assignments.ts'
import { numberOf } from '../settings/postgres/copy.ts'
import { listSites, removeSite, type Site, SiteInput, siteByDomain } from '../settings/sites.ts'
import { typedDomain } from '../typed-domain.ts'
import { noteChange } from './history.ts'
import { settingFlags, withData, withSettings } from './options.ts'
import { requireOwn } from './own-site.ts'
import { printRows, say } from './print.ts'
import { publicAddress } from './public-origin.ts'
import { turn, withNewData, withOpenData } from './with-data.ts'
import { typed } from './wrong-use.ts'

const COLUMNS = ['domain', 'name', 'timezone', 'currency']

interface AddOptions {
  timezone?: string
  currency?: string
  name?: string
  json?: boolean
}

function tag(domain: string, options: object): string {
  const { origin, tracker_path } = publicAddress(options)
  return `<script async src="${origin}${tracker_path}/${domain}.js"></script>`
}

/** A site takes its subdomains along: a page of both would be counted twice, or people wonder where it is counted. */
function sayWhatContains({ domain }: Site, others: readonly Site[]): void {
  for (const other of others) {
    if (domain.endsWith(`.${other.domain}`))
      say(
        `${domain} lies within ${other.domain}, whose script counts it as well: a page needs the tag of one of them.`,
      )
    if (other.domain.endsWith(`.${domain}`))
      say(
        `${domain} counts its subdomains as well, ${other.domain} among them: a page needs the tag of one of them.`,
      )
  }
}

/** The dashboard says the same of what is typed there. */
function sayWhole(text: string, { domain }: Site): void {
  const { hasPort, part } = typedDomain(text)
  if (hasPort) say(`The site is ${domain}, on whichever port.`)
  if (part === undefined) return
  say(`The site is the whole host ${domain}.`)
  say(`To count only these pages, put data-include="${part}" into the tag.`)
}

function sayTag({ domain }: Site, options: object): void {
  say('This goes into the <head> of its pages:')
  console.log(tag(domain, options))
  if (readConfig(settingFlags(options)).publicUrl !== undefined) return
  say(
    `Visitors reach this server under another address than ${publicAddress(options).origin}? Name it with --public-url.`,
  )
}

/** Throws a Refusal for what is no host, time zone or currency. */
function inputOf(text: string, { timezone, currency, name }: AddOptions): SiteInput {
  const given = { domain: typedDomain(text).host, timezone, currency, name }
  const read = SiteInput.safeParse(given)
  if (!read.success) throw refusalOf(read.error, given)
  return read.data
}

async function addNamed(text: string, options: AddOptions): Promise<void> {
  const input = typed(() => inputOf(text, options))
  const { site, others } = await withNewData(options, async ({ settings, db }) => {
    const own = numberOf(db) ?? readConfig(settingFlags(options)).collector
    const others = await listSites(settings)
    const site = await addOwnedSite(settings, input, { own, now: Date.now() })
    await noteChange(settings, { site: Number(site.id), thing: 'site', what: 'added', after: site })
    return { site, others }
  })
  if (options.json) return console.log(JSON.stringify(site, null, 2))
  say(`added ${site.domain} (${site.timezone}, ${site.currency})`)
  sayWhole(text, site)
  sayWhatContains(site, others)
  sayTag(site, options)
}

function add(): Command {
  return withSettings(new Command('add'), ['publicUrl', 'host', 'port', 'trackerPath'])
    .description('add a site and print the tag for its pages')
    .argument('<domain>', 'host name, like example.com')
    .option('--timezone <zone>', 'IANA time zone; default UTC')
    .option('--currency <code>', 'ISO 4217; default USD')
    .option('--name <text>', 'how it is called; default: the domain')
    .option('--json', 'print the site as JSON')
    .action(addNamed)
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
      const { destroyAbandoned, destroySite } = await import('../store/sqlite/maintenance.ts')
      await withOpenData(options, async ({ settings, db }) => {
        // A removal that was interrupted has taken the settings first: asked again, it goes on.
        const isUnderway = (await destroyAbandoned(db, turn)) > 0
        const known = (await listSites(settings)).some((site) => site.domain === domain)
        if (isUnderway && !known) {
          say('finished a removal that had been interrupted')
          return
        }
        requireOwn(db, domain, options)
        const site = await siteByDomain(settings, domain)
        await removeSite(settings, site)
        await destroySite(db, Number(site.id), turn)
        say(`removed ${site.domain} with all its events`)
      })
    })
}

function tidy(): Command {
  return withData(new Command('tidy'))
    .description(
      'forget what is older than the sites keep, now; says also that a clock which leapt is right',
    )
    .requiredOption('--today <date>', 'the day it is, as in 2026-11-28')
    .action(async (options: { today: string }) => {
      const { forgetOld } = await import('../store/sqlite/maintenance.ts')
      const { forgetOldClicks } = await import('../settings/old-clicks.ts')
      const { believe } = await import('../store/sqlite/leap.ts')
      const now = Date.now()
      const days = Math.abs(now - Date.parse(options.today)) / DAY
      const clock = new Date(now).toISOString().slice(0, 10)
      if (!(days <= 2)) throw new Refusal(422, `this machine's clock says ${clock}: set it first`)
      await withOpenData(options, async ({ db }) => {
        believe(db, now)
        await forgetOld(db, now, turn)
        await forgetOldClicks(db, now, turn)
        say('forgot what is older than the sites keep')
      })
    })
}

export function siteCommand(): Command {
  return new Command('site')
    .description('add, list, remove and tidy sites')
    .addCommand(add())
    .addCommand(list())
    .addCommand(remove())
    .addCommand(tidy())
}
