import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import { collectorSecret } from '../auth/collector-secret.ts'
import { readConfig } from '../config.ts'
import { asking } from '../http/between.ts'
import type { AllData } from '../open-all.ts'
import { found, Refusal } from '../refusal.ts'
import { StartError } from '../storage-trouble.ts'
import type { Departure } from '../store/moving.ts'
import { ownedSites } from '../store/sqlite/owned-sites.ts'
import { nginxOf } from './nginx.ts'
import { settingFlags, withData, withSettings } from './options.ts'
import { printRows, say } from './print.ts'
import { progressBar } from './progress.ts'
import { withOpenData } from './with-data.ts'

function list(): Command {
  return withData(new Command('list'))
    .description('who has which site, and where each is reached')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const rows = await withOpenData(options, async ({ db }) =>
        ownedSites(db).sites.map((site) => ({ ...site })),
      )
      printRows(rows, ['domain', 'collector', 'address', 'moving_to'], options.json)
    })
}

function nginx(): Command {
  return withSettings(new Command('nginx'), ['trackerPath'])
    .description('print what nginx needs to ask each site’s own collector')
    .action(async (options: object) => {
      const { trackerPath } = readConfig(settingFlags(options))
      const owned = await withOpenData(options, async ({ db }) => ownedSites(db))
      console.log(nginxOf(owned, trackerPath))
    })
}

interface MoveOptions {
  cancel?: boolean
}

const LOOK_MS = 300

/** Asks whoever has the site, and tells how far it is. */
async function move(
  domain: string,
  number: string | undefined,
  options: MoveOptions,
): Promise<void> {
  await withOpenData(options, async (data) => {
    const { site, owner, ask } = ownerOf(data, domain)
    const deed = (name: string, body?: object) =>
      ask(owner, `/collectors/departures/${site}/${name}`, body)
    if (options.cancel) {
      await deed('cancel')
      return say(`${domain} stays at collector ${owner.number}`)
    }
    const to = Number(number)
    if (!Number.isInteger(to)) throw new Refusal(422, 'name the number of a collector, or --cancel')
    await deed('begin', { to })
    const at = await watch(async () => (await deed('state')) as Look, domain)
    if (at !== to)
      throw new Refusal(409, `${domain} stays at collector ${at}: the move was given up`)
    say(`${domain} is at collector ${to} now`)
  })
}

interface Look {
  departure: Departure | null
  /** Number of the one that has the site. */
  collector: number
}

/** Until it has ended, done or given up; says why it waits where it does. Answers who has the site then. */
async function watch(look: () => Promise<Look>, domain: string): Promise<number> {
  const bar = progressBar(`moving ${domain}`)
  let said: string | null = null
  for (;;) {
    const { departure, collector } = await look()
    if (!departure) {
      bar(1)
      return collector
    }
    const { state, told, all, failure } = departure
    bar(state === 'copying' ? (0.9 * told) / Math.max(1, all) : 0.95)
    if (failure !== null && failure !== said) say(`it waits, and is tried again: ${failure}`)
    said = failure
    await sleep(LOOK_MS)
  }
}

function ownerOf({ db, file }: AllData, domain: string) {
  const { collectors, sites } = ownedSites(db)
  const site = found(
    sites.find((one) => one.domain === domain),
    `site ${domain}`,
  )
  const owner = { number: site.collector, address: site.address }
  if (collectors.length < 2) throw new StartError('There is no other collector to move it to.')
  // Not one of them: it only asks.
  return {
    site: site.id,
    owner,
    ask: asking({ number: -1, secret: () => collectorSecret(file) }, Date.now),
  }
}

function moving(): Command {
  return withData(new Command('move'))
    .description('move a site, with all its events, from the collector that has it to another')
    .argument('<site>', 'domain')
    .argument('[number]', 'of the collector that is to have it')
    .option('--cancel', 'give up a move that has not ended; the site stays')
    .action(move)
}

export function collectorsCommand(): Command {
  return new Command('collectors')
    .description('several collectors: who has which site, and moving one')
    .addCommand(list())
    .addCommand(nginx())
    .addCommand(moving())
}
