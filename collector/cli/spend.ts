import { Command, Option } from 'commander'
import { runReport } from '../reports/run/run.ts'
import { type ReadSpend, type SpendAnswer, SpendManner } from '../reports/spend-file.ts'
import { siteByDomain } from '../settings/sites.ts'
import { storeSpend } from '../settings/spend.ts'
import type { Mapping } from '../spend/header.ts'
import { PLATFORMS } from '../spend/platforms.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { releaseYoungHeap } from '../young-heap.ts'
import { bytesOf } from './file-bytes.ts'
import { noteChange } from './history.ts'
import { withData } from './options.ts'
import { requireOwn } from './own-site.ts'
import { say } from './print.ts'
import { withOpenData } from './with-data.ts'
import { requireTyped } from './wrong-use.ts'

interface Options {
  import?: string
  platform?: string
  mapping?: string
  dateOrder?: string
  currency?: string
  source?: string
  medium?: string
  skipBad?: boolean
  dryRun?: boolean
  json?: boolean
}

/** What the options say, as the API names it. */
function asked({ dateOrder, skipBad, dryRun, ...options }: Options): object {
  const { import: name, platform, mapping, currency, source, medium } = options
  const given = { import: name, platform, mapping, currency, source, medium, date_order: dateOrder }
  const said = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(said), skip_bad: skipBad === true, dry_run: dryRun === true }
}

async function importSpend(domain: string, path: string, options: Options): Promise<SpendAnswer> {
  releaseYoungHeap()
  requireTyped(SpendManner, asked(options))
  const file = await bytesOf(path)
  return await withOpenData(options, async ({ db, settings }) => {
    requireOwn(db, domain, options)
    const site = await siteByDomain(settings, domain)
    const room = { reader: eventReader(db), settings, now: Date.now() }
    const task = { name: 'spend/read', site: site.domain, request: { ...asked(options), file } }
    const { answer, file: rows, mapping } = (await runReport(room, task)) as ReadSpend
    if (!rows) return answer
    const { import: name, platform, stored, replaced, totals, days } = answer
    const stood = {
      ...rows,
      import: name,
      platform,
      mapping: (mapping ?? undefined) as Mapping | undefined,
    }
    await storeSpend(settings, Number(site.id), stood, Date.now())
    const after = { import: name, platform, days, stored, replaced, totals }
    await noteChange(settings, { site: Number(site.id), thing: 'spend', what: 'added', after })
    return answer
  })
}

function tell(answer: SpendAnswer, dryRun: boolean): void {
  const { platform, days, stored, replaced, rejected, warnings, totals } = answer
  const costs = totals.map(({ currency, cost }) => `${cost} ${currency}`).join(', ')
  const would = dryRun ? ' (nothing is stored yet)' : ''
  const [from, to] = days
  console.log(
    `${platform}, ${from} to ${to}: ${costs}; new ${stored}, replaced ${replaced}${would}`,
  )
  for (const { line, reason } of rejected) say(`line ${line}: ${reason}`)
  for (const warning of warnings) say(`note: ${warning}`)
}

function importCommand(): Command {
  return withData(new Command('import'))
    .description('read what campaigns cost from a file that an ad platform exported')
    .argument('<site>', 'domain')
    .argument('<file>', 'path of the file as it was exported, or - for standard input')
    .option('--import <name>', 'what the import is called; a later file of it replaces its days')
    .option('--platform <platform>', `whose export it is (${PLATFORMS.join(', ')})`)
    .option('--mapping <columns>', 'which column is which, like date=Tag,cost=Kosten')
    .addOption(
      new Option('--date-order <order>', 'how dates are written').choices(['dmy', 'mdy', 'ymd']),
    )
    .option('--currency <code>', 'of costs whose currency the file does not tell')
    .option('--source <name>', 'of rows that name none')
    .option('--medium <name>', 'of rows that name none')
    .option('--skip-bad', 'leave out lines that cannot be read')
    .option('--dry-run', 'only say what would be stored')
    .option('--json', 'print the answer as JSON')
    .action(async (domain: string, path: string, options: Options) => {
      const answer = await importSpend(domain, path, options)
      if (options.json) console.log(JSON.stringify(answer))
      else tell(answer, options.dryRun === true)
    })
}

export function spendCommand(): Command {
  return new Command('spend')
    .description('what campaigns cost, from the files of ad platforms')
    .addCommand(importCommand())
}
