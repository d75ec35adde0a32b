import { z } from 'zod'
import { normalise } from '../acquisition/normalise.ts'
import { dateOf } from '../date-of.ts'
import { minorDigits } from '../money.ts'
import { listedLines, refusalOfLines, unlistedLines } from '../refused-lines.ts'
import { Flag } from '../settings/flag.ts'
import { Currency } from '../settings/sites.ts'
import { packed } from '../settings/spend.ts'
import {
  DateOrderName,
  ImportName,
  MappingInput,
  PlatformName,
  toldRow,
} from '../settings/spend-input.ts'
import type { StandingRow } from '../settings/spend-list.ts'
import { type Meaning, meanings } from '../spend/meaning.ts'
import { PLATFORMS } from '../spend/platforms.ts'
import { platformIn, readSpendFile, type SpendFile } from '../spend/read-file.ts'
import { rowKeys, type SpendRow } from '../spend/row.ts'
import { visitsFound } from './facts/named-visits.ts'
import type { ReportContext } from './question/context.ts'
import { givenRows } from './spend/given.ts'
import { dayOf } from './time/zone.ts'

const MOST_ROWS = 100_000
const Tag = z.string().trim().min(1).max(200)

/** How a file is to be read; what is left out is found out. */
export const SpendManner = z.strictObject({
  import: ImportName.optional(),
  platform: PlatformName.optional(),
  mapping: MappingInput.optional(),
  date_order: DateOrderName.optional(),
  currency: Currency.optional(),
  source: Tag.optional(),
  medium: Tag.optional(),
  skip_bad: Flag,
  dry_run: Flag,
})

/** A file's bytes, or rows. */
export const SpendRequest = SpendManner.extend({
  file: z.instanceof(Uint8Array).optional(),
  rows: z.array(z.unknown()).max(MOST_ROWS, `at most ${MOST_ROWS} rows at once`).optional(),
})
type SpendRequest = z.infer<typeof SpendRequest>

const ShownRow = z.object({ ...toldRow, source: z.string() })

/** What storing rows answers, or would. */
export const SpendAnswer = z.object({
  import: z.string(),
  /** Names the stored file to *undo*. */
  file: z.string().optional(),
  platform: PlatformName,
  /** Null where the rows have several. */
  currency: z.string().nullable(),
  days: z.tuple([z.iso.date(), z.iso.date()]),
  /** Rows whose day and keys were not there. */
  stored: z.int(),
  /** Rows that stood on the days before, and give way. */
  replaced: z.int(),
  rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
  warnings: z.array(z.string()),
  /** By currency; `matched` is what of it finds visits: docs/spend.md. */
  totals: z.array(z.object({ currency: z.string(), cost: z.number(), matched: z.number() })),
  /** Only where nothing is stored yet: the first rows, how many there are, the columns that are read and those that are not. */
  rows: z.array(ShownRow).optional(),
  /** Of all that would count, those that were there included. */
  row_count: z.int().optional(),
  columns: z.record(z.string(), z.string()).optional(),
  ignored: z.array(z.string()).optional(),
  encoding: z.string().optional(),
})
export type SpendAnswer = z.infer<typeof SpendAnswer>

/** The same with what is to be stored. */
export const ReadSpend = z.object({
  answer: SpendAnswer,
  file: z.object({ days: z.array(z.string()), parts: z.array(z.string()) }).nullable(),
  mapping: z.record(z.string(), z.string()).nullable(),
})
export type ReadSpend = z.infer<typeof ReadSpend>

const MOST_SHOWN = 20

/** Reads rows of spend or a platform's file, and says what storing it changes. Throws a 422 for what cannot be stored. */
export async function readSpend(context: ReportContext, asked: SpendRequest): Promise<ReadSpend> {
  const mapping = await mappingFor(context, asked)
  const read = fileOf(context, { ...asked, mapping })
  const days = [...new Set(read.rows.map(({ day }) => day))].sort()
  const [first, last] = [days[0], days.at(-1)]
  const isWhole = read.refused.length === 0 || asked.skip_bad || asked.dry_run
  if (!isWhole || first === undefined || last === undefined)
    throw refusalOfLines(read.refused, read.rows.length)
  const name = asked.import ?? read.platform
  const standing = await standingOn(context, name, days)
  const keyOf = rowKeys()
  const known = new Set(standing.own.map(keyOf))
  const meaning = meanings(await context.settings.rules())
  const found = await visitsFound(context, [first, last], meaning)
  const answer: SpendAnswer = {
    import: name,
    platform: read.platform,
    currency: onlyCurrency(read.rows),
    days: [first, last],
    stored:
      known.size > 0 ? read.rows.filter((row) => !known.has(keyOf(row))).length : read.rows.length,
    replaced: standing.own.length,
    rejected: listedLines(read.refused),
    warnings: [
      ...read.warnings,
      ...beside(standing.others, read.rows),
      ...unlistedLines(read.refused),
    ],
    totals: totalsWith(read.rows, found),
    ...(asked.dry_run && shown(read, meaning)),
  }
  const file = asked.dry_run ? null : { days, parts: packed(read.rows) }
  return { answer, file, mapping: mapping ?? null }
}

/**
 * What was said of the import's columns before holds until something else is said of this file. Under a platform's name it
 * holds for files alone of which nobody would know that they are the platform's.
 */
async function mappingFor({ settings }: ReportContext, asked: SpendRequest) {
  const { mapping, platform, import: name, file, rows } = asked
  if (mapping || platform || !name || rows) return mapping
  const kept = await settings.mapping(name)
  if (!kept) return undefined
  const isPlatform = PLATFORMS.some((one) => one === name && one !== 'generic')
  return isPlatform && file && platformIn(file) === name ? undefined : kept
}

/** What counts on the days so far: of the import itself, and of others. */
async function standingOn({ settings }: ReportContext, name: string, days: readonly string[]) {
  const held = new Set(days)
  const all = await settings.spend({ from: days[0], to: days.at(-1) })
  const before = all.filter(({ day }) => held.has(day))
  return {
    own: before.filter((row) => row.import === name),
    others: before.filter((row) => row.import !== name),
  }
}

function fileOf({ site, now }: ReportContext, asked: SpendRequest): SpendFile {
  if (asked.rows) return givenRows(asked.rows, site.currency, asked.skip_bad || asked.dry_run)
  const { platform, mapping, date_order, currency, source, medium } = asked
  const options = { platform, mapping, date_order, currency, source, medium }
  return readSpendFile(asked.file ?? new Uint8Array(), {
    ...options,
    site_currency: site.currency,
    timezone: site.timezone,
    today: dateOf(dayOf(site.timezone, now)),
  })
}

function onlyCurrency(rows: readonly SpendRow[]): string | null {
  const currencies = new Set(rows.map(({ currency }) => currency))
  return currencies.size === 1 ? (rows[0]?.currency ?? null) : null
}

/** Other imports that tell of the same source on the same days: their costs would add up. */
function beside(others: readonly StandingRow[], rows: readonly SpendRow[]): string[] {
  const sources = new Set(rows.map(({ source }) => normalise(source)))
  const same = others.filter(({ source }) => sources.has(normalise(source)))
  return [...new Set(same.map((row) => row.import))].map(
    (other) =>
      `the import "${other}" has the same source on some of these days; their costs add up`,
  )
}

function totalsWith(rows: readonly SpendRow[], found: (row: SpendRow) => boolean) {
  const totals = new Map<string, { currency: string; cost: number; matched: number }>()
  for (const row of rows) {
    const total = totals.get(row.currency) ?? { currency: row.currency, cost: 0, matched: 0 }
    total.cost += row.amount
    if (found(row)) total.matched += row.amount
    totals.set(row.currency, total)
  }
  return [...totals.values()].map(({ currency, cost, matched }) => {
    const unit = 10 ** minorDigits(currency)
    return { currency, cost: cost / unit, matched: matched / unit }
  })
}

function shown(
  { rows, columns, ignored, encoding }: SpendFile,
  meaning: (row: SpendRow) => Meaning,
) {
  const first = rows.slice(0, MOST_SHOWN).map((row) => {
    const { spelling, channel } = meaning(row)
    const { day: date, amount, currency, clicks, impressions } = row
    const cost = amount / 10 ** minorDigits(currency)
    return {
      date,
      ...spelling,
      source: spelling.source ?? '',
      channel,
      cost,
      currency,
      clicks,
      impressions,
    }
  })
  return { rows: first, row_count: rows.length, columns, ignored, encoding }
}
