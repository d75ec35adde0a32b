import { minorOf } from '../../money.ts'
import type { Filter } from '../../settings/filter.ts'
import type { StandingRow } from '../../settings/spend-list.ts'
import { finder, type Meaning, meanings, type Names } from '../../spend/meaning.ts'
import { KEYS } from '../../spend/row.ts'
import type { Span } from '../../store/port.ts'
import type { Dimension } from '../../vocabulary.ts'
import { namedVisits } from '../facts/named-visits.ts'
import { converted } from '../facts/spend-cost.ts'
import { canFilterSpend, choosesSpend } from '../facts/spend-filter.ts'
import type { ReportContext } from '../question/context.ts'
import type { DateRange } from '../time/period.ts'
import type { Value } from './first-visits.ts'

export interface OtherCost {
  /** `2026-03`. */
  month: string
  /** In units of the site's currency. */
  amount: number
}

/** A row of spend that counts. */
interface Cost {
  row: StandingRow
  meaning: Meaning
  /** Minor units of the site's currency. */
  cost: number
}

export interface Costs {
  rows: Cost[]
  /** Minor units by month; none where nothing is known of it. */
  months: ReadonlyMap<string, number>
  warnings: string[]
}

const UNFILTERED =
  'spend does not tell what the filters ask about: what a customer costs to win is not known'
const OTHERS =
  'other costs are those of all customers: of the ones that the filters choose they are in no CAC'
const UNRATED = 'has no rate and is in no CAC'

/** What winning customers cost on some days: spend at the rates of its days, and what was entered beside it. */
export async function costsOn(
  context: ReportContext,
  filters: readonly Filter[],
  { dates, others }: { dates: DateRange; others: readonly OtherCost[] },
): Promise<Costs> {
  const { currency } = context.site
  const standing = await context.settings.spend(dates)
  if (standing.length > 0 && !canFilterSpend(filters)) {
    return { rows: [], months: new Map(), warnings: [UNFILTERED] }
  }
  const meaningOf = meanings(await context.settings.rules())
  const convert = converted(await context.settings.rates(currency, dates), currency)
  const unrated = new Set<string>()
  const rows = standing.flatMap((row): Cost[] => {
    const meaning = meaningOf(row)
    if (!choosesSpend(filters, meaning)) return []
    const cost = convert(row)
    if (cost === undefined) unrated.add(row.currency)
    return cost === undefined ? [] : [{ row, meaning, cost }]
  })
  const months = new Map<string, number>()
  for (const { row, cost } of rows) addTo(months, row.day.slice(0, 7), cost)
  const counted = filters.length === 0 ? others : []
  for (const { month, amount } of counted) addTo(months, month, minorOf(amount, currency))
  return {
    rows,
    months,
    warnings: [
      ...[...unrated].sort().map((code) => `spend in ${code} ${UNRATED}`),
      ...(counted.length < others.length ? [OTHERS] : []),
    ],
  }
}

function addTo<K>(sums: Map<K, number>, key: K, cost: number): void {
  sums.set(key, (sums.get(key) ?? 0) + cost)
}

const TOLD: ReadonlySet<Dimension> = new Set<Dimension>(['channel', ...KEYS])

/**
 * Spend of a month by the value of a dimension that its keys tell, null where they leave it open; of a dimension that they
 * tell nothing of, none. What was entered beside it is nobody's own.
 */
export async function costsBy(
  context: ReportContext,
  { rows }: Costs,
  { dimension, month, span }: { dimension: Dimension; month: string; span: Span },
): Promise<Map<Value, number>> {
  const sums = new Map<Value, number>()
  if (!TOLD.has(dimension)) return sums
  const own = rows.filter(({ row }) => row.day.startsWith(month))
  const byId = dimension === 'campaign' && own.some(({ meaning }) => meaning.campaign_id !== null)
  const find = finder(byId ? await namedVisits(context, span) : [])
  for (const { meaning, cost } of own) {
    const named = byId ? campaignOf(meaning, find(meaning)) : undefined
    addTo(sums, named ?? meaning[dimension as Told], cost)
  }
  return sums
}

type Told = Exclude<keyof Meaning, 'spelling'>

/** An id's visits tell what its campaign is called. */
function campaignOf({ campaign_id }: Meaning, found: readonly Names[]): string | undefined {
  if (campaign_id === null) return undefined
  const [campaign, ...others] = new Set(found.map((names) => names.campaign))
  return others.length === 0 ? (campaign ?? undefined) : undefined
}
