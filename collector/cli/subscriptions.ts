import { Command, Option } from 'commander'
import { Explained } from '../explained.ts'
import { importLines } from '../intake/import-lines.ts'
import { intake } from '../intake/intake.ts'
import { bundledGeoPath, openPlaces } from '../intake/place.ts'
import { eventWriter } from '../intake/visits/writer.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { runReport } from '../reports/run/run.ts'
import {
  type ReadSubscriptions,
  type SubscriptionFileAnswer,
  SubscriptionManner,
} from '../reports/subscription-file.ts'
import { removalsOver } from '../settings/removals.ts'
import { siteByDomain } from '../settings/sites.ts'
import {
  addSubscriptionImport,
  countSubscriptionImport,
  listSubscriptionImports,
} from '../settings/subscription-imports.ts'
import { eventStore } from '../store/sqlite/event-store.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { releaseYoungHeap } from '../young-heap.ts'
import { bytesOf } from './file-bytes.ts'
import { noteChange } from './history.ts'
import { withData } from './options.ts'
import { requireOwn } from './own-site.ts'
import { printRows, say } from './print.ts'
import { withOpenData } from './with-data.ts'
import { requireTyped } from './wrong-use.ts'

interface Options {
  mapping?: string
  as: string
  skipBad?: boolean
  dryRun?: boolean
  json?: boolean
}

/** What the options say, as the API names it. */
function asked({ mapping, as, skipBad, dryRun }: Options): object {
  return {
    ...(mapping !== undefined && { mapping }),
    ...{ as, skip_bad: skipBad === true, dry_run: dryRun === true },
  }
}

type Count = (events: number) => Promise<void>

/** Stores what a file told, saying after each commit how many events it has come to; answers with all of them. */
async function store(
  db: Connection,
  { domain, count }: { domain: string; count: Count },
  events: readonly string[],
): Promise<number> {
  let counted = Promise.resolve()
  const writer = eventWriter(eventStore(db, Date.now), Date.now)
  const { stored, duplicate } = await importLines(lines(events), {
    road: intake(writer, openPlaces(bundledGeoPath())),
    site: () => writer.sites().get(domain) ?? gone(domain),
    now: Date.now,
    reject: (_, reason) => say(`a change is not stored: ${reason}`),
    settle: writer.settle,
    progress(counts) {
      counted = counted.then(() => count(counts.stored + counts.duplicate))
    },
  })
  await counted
  if (events.length > 0 && stored + duplicate === 0)
    throw new Explained('nothing was brought in: all changes were refused')
  return stored + duplicate
}

async function* lines(events: readonly string[]): AsyncIterable<string> {
  for (const event of events) yield `${event}\n`
}

function gone(domain: string): never {
  throw new Refusal(404, `${domain} was removed while its file was being read`)
}

async function importSubscriptions(
  domain: string,
  path: string,
  options: Options,
): Promise<SubscriptionFileAnswer> {
  releaseYoungHeap()
  requireTyped(SubscriptionManner, asked(options))
  const file = await bytesOf(path)
  return await withOpenData(options, async ({ db, settings, file: own }) => {
    requireOwn(db, domain, options)
    const site = await siteByDomain(settings, domain)
    await removalsOver(own, Number(site.id))
    const room = { reader: eventReader(db), settings: own, now: Date.now() }
    const request = { ...asked(options), file, import: newId() }
    const task = { name: 'subscriptions/read', site: site.domain, request }
    const { answer, events } = (await runReport(room, task)) as ReadSubscriptions
    if (answer.import === null) return answer
    const { import: id, subscriptions } = answer
    const named = { file: nameOf(path), subscriptions }
    // Its name stands first: what a stop in the middle leaves can be taken back, too.
    const row = { id, site: Number(site.id), ...named, events: 0, at: Date.now() }
    await addSubscriptionImport(settings, row)
    const count: Count = (stored) => countSubscriptionImport(settings, row, stored)
    const kept = { ...named, events: await store(db, { domain: site.domain, count }, events) }
    const after = { import: id, ...kept }
    const thing = 'subscriptions'
    await noteChange(settings, { site: Number(site.id), thing, what: 'added', after })
    return { ...answer, events: kept.events }
  })
}

const MOST_NAME = 200

function nameOf(path: string): string | null {
  return path === '-' ? null : (path.split(/[/\\]/u).at(-1) ?? path).slice(0, MOST_NAME)
}

function tell(answer: SubscriptionFileAnswer, dryRun: boolean): void {
  const { kind, invoices, left_out, subscriptions, changed, events, rejected, warnings } = answer
  const of = invoices === null ? '' : `${invoices} of `
  const would = dryRun ? ' (nothing is stored yet)' : ''
  console.log(
    `${kind}, ${of}${subscriptions} subscriptions: new ${answer.new}, changed ${changed - answer.new}, events ${events}${would}`,
  )
  for (const { reason, invoices: count } of left_out) say(`left out: ${count} ${reason}`)
  for (const { line, reason } of rejected) say(`line ${line}: ${reason}`)
  for (const warning of warnings) say(`note: ${warning}`)
}

function importCommand(): Command {
  return withData(new Command('import'))
    .description('read subscriptions or invoices from a file that a billing system exported')
    .argument('<site>', 'domain')
    .argument('<file>', 'path of the file as it was exported, or - for standard input')
    .option('--mapping <columns>', 'which column is which, like customer=Workspace,amount=Price')
    .addOption(
      new Option('--as <customers>', 'what the column of customers holds')
        .choices(['account', 'user'])
        .default('account'),
    )
    .option('--skip-bad', 'leave out lines that cannot be read')
    .option('--dry-run', 'only say what would be stored')
    .option('--json', 'print the answer as JSON')
    .action(async (domain: string, path: string, options: Options) => {
      const answer = await importSubscriptions(domain, path, options)
      if (options.json) console.log(JSON.stringify(answer))
      else tell(answer, options.dryRun === true)
    })
}

const MOST_LISTED = 1_000

function listCommand(): Command {
  return withData(new Command('list'))
    .description('the files that were taken in, the newest first')
    .argument('<site>', 'domain')
    .option('--json', 'print them as JSON')
    .action(async (domain: string, options: Options) => {
      await withOpenData(options, async ({ settings }) => {
        const site = await siteByDomain(settings, domain)
        const page = { limit: MOST_LISTED, offset: 0 }
        const all = await listSubscriptionImports(settings, Number(site.id), page)
        const rows = all.map(({ site: _, at, ...row }) => ({
          ...row,
          at: new Date(at).toISOString(),
        }))
        printRows(rows, ['id', 'file', 'subscriptions', 'events', 'at'], options.json)
      })
    })
}

export function subscriptionsCommand(): Command {
  return new Command('subscriptions')
    .description('what customers pay for, from the files of billing systems')
    .addCommand(importCommand())
    .addCommand(listCommand())
}
