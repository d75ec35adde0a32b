import type { StandingRow } from '../../settings/spend-list.ts'
import { finder, type Meaning, meanings, type Names } from '../../spend/meaning.ts'
import { KEYS, type SpendKeys } from '../../spend/row.ts'
import type { Dimension } from '../../vocabulary.ts'
import { namedVisits } from '../facts/named-visits.ts'
import { converted } from '../facts/spend-cost.ts'
import { canFilterSpend, choosesSpend } from '../facts/spend-filter.ts'
import type { ReportContext } from '../question/context.ts'
import { dayNumber } from '../time/calendar.ts'
import { datesOf } from '../time/period.ts'
import type { AskedAttribution } from './asked.ts'
import type { Value, Values } from './values.ts'

/** What spend says of a row, or of all. */
export interface Cost {
  /** Minor units of the site's currency. */
  cost: number
  clicks: number | null
  impressions: number | null
}

interface UnmatchedSpend {
  keys: SpendKeys
  /** Minor units. */
  cost: number
}

const NO_COST: Cost = { cost: 0, clicks: null, impressions: null }

/** Costs by the rows that they stand in. */
export class Spend {
  readonly total: Cost = { ...NO_COST }
  /** By the number of the value; `daily` by day since 1970-01-01. */
  readonly rows = new Map<number, Cost & { daily: Map<number, number> }>()
  /** Money without a rate, by currency, in its own minor units. */
  readonly unconverted = new Map<string, number>()
  readonly #unmatched = new Map<string, UnmatchedSpend>()

  add(number: number, cost: number, row: StandingRow): void {
    const known = this.rows.get(number) ?? { ...NO_COST, daily: new Map<number, number>() }
    this.rows.set(number, known)
    addCost(known, cost, row)
    addCost(this.total, cost, row)
    const day = dayNumber(row.day)
    known.daily.set(day, (known.daily.get(day) ?? 0) + cost)
  }

  leaveOut({ currency, amount }: StandingRow): void {
    this.unconverted.set(currency, (this.unconverted.get(currency) ?? 0) + amount)
  }

  addUnmatched(spelling: Meaning['spelling'], cost: number): void {
    const keys = { ...spelling, source: spelling.source ?? '' }
    const name = nameOf(keys)
    const known = this.#unmatched.get(name) ?? { keys, cost: 0 }
    known.cost += cost
    this.#unmatched.set(name, known)
  }

  /** What found no visit, the dearest first. */
  unmatched(): UnmatchedSpend[] {
    return [...this.#unmatched]
      .sort(([a, one], [b, other]) => other.cost - one.cost || (a < b ? -1 : 1))
      .map(([, unmatched]) => unmatched)
  }
}

function nameOf(keys: SpendKeys): string {
  return JSON.stringify(KEYS.map((key) => keys[key]?.toLowerCase()))
}

function addCost(into: Cost, cost: number, { clicks, impressions }: StandingRow): void {
  into.cost += cost
  if (clicks !== null) into.clicks = (into.clicks ?? 0) + clicks
  if (impressions !== null) into.impressions = (into.impressions ?? 0) + impressions
}

/**
 * The costs of the period in the rows that they stand in; undefined where the filters ask about what spend does not tell.
 * Nothing is split: where keys leave open which value is meant, the cost stands beside null.
 */
export async function spendOn(
  context: ReportContext,
  asked: AskedAttribution,
  values: Values,
): Promise<Spend | undefined> {
  const { question, chosen, dimension } = asked
  const spend = new Spend()
  const dates = datesOf(question.period.days)
  const standing = await context.settings.spend(dates)
  if (standing.length === 0) return spend
  if (question.filters.length > 0 || !canFilterSpend(chosen)) return undefined
  const { currency } = question
  const meaning = meanings(await context.settings.rules())
  const convert = converted(await context.settings.rates(currency, dates), currency)
  const find = finder(await namedVisits(context, question.period.span))
  for (const row of standing) {
    const meant = meaning(row)
    if (!choosesSpend(chosen, meant)) continue
    const cost = convert(row)
    if (cost === undefined) {
      spend.leaveOut(row)
      continue
    }
    const found = find(meant)
    spend.add(values.numberOfSpend(valueFor(dimension, meant, found)), cost, row)
    if (found.length === 0) spend.addUnmatched(meant.spelling, cost)
  }
  return spend
}

const OWN: ReadonlySet<Dimension> = new Set(KEYS)

/** The value of the rows that its keys tell; null where they leave it open. An id's visits tell what its campaign is called. */
function valueFor(dimension: Dimension, meant: Meaning, found: readonly Names[]): Value {
  if (dimension === 'channel') return meant.channel
  if (!OWN.has(dimension)) return null
  const key = dimension as keyof Names
  if (key === 'campaign' && meant.campaign_id !== null) {
    const campaigns = new Set(found.map(({ campaign }) => campaign))
    const [campaign = null] = campaigns
    if (campaigns.size === 1 && campaign !== null) return campaign
  }
  return meant.spelling[key]
}
