import { minorDigits } from '../money.ts'
import type { UnitEconomicsAnswer } from './customers/answer.ts'
import type { UnitEconomicsRequest } from './customers/asked.ts'
import { type Chosen, chosenBy } from './customers/chosen.ts'
import { type Costs, costsBy, costsOn } from './customers/costs.ts'
import { type Doubted, doubtsOf, sentencesOf } from './customers/doubts.ts'
import { pooled } from './customers/economics.ts'
import { type Course, coursesOf } from './customers/ends.ts'
import { type Factors, factorsOn } from './customers/factors.ts'
import type { Value } from './customers/first-visits.ts'
import { forgottenSentences } from './customers/forgotten.ts'
import { Groups } from './customers/groups.ts'
import { leftOut } from './customers/left-out.ts'
import { type Months, monthsOf, olderSentences } from './customers/months.ts'
import { namesOf } from './customers/named.ts'
import { mainPlan } from './customers/plans.ts'
import { rowsToTheCent } from './customers/rows-to-the-cent.ts'
import { type Tallied, tallied } from './customers/tallied.ts'
import { settledSums } from './customers/to-the-cent.ts'
import { monthTold } from './customers/told.ts'
import { namerFor } from './facts/namer.ts'
import { daysFor, metaOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { localPeriod } from './time/period.ts'

const MOST_DOUBTED = 100
/** Of who has one of them: where all are called by their plan it is everybody. */
const MOST_NAMED = 20
/** Of values, too, churn is pooled over twelve months. */
const POOLED_MONTHS = 12

/** Everything that the answer is told from. */
interface Found {
  context: ReportContext
  request: UnitEconomicsRequest
  chosen: Chosen
  months: Months
  courses: Course[]
  factors: Factors[]
  costs: Costs
  /** Minor units in one of the site's currency. */
  unit: number
}

/** What customers bring a month and how that moves, what one is worth, and what it costs to win one. */
export async function unitEconomics(
  context: ReportContext,
  request: UnitEconomicsRequest,
): Promise<UnitEconomicsAnswer> {
  const days = await daysFor(context, request.period)
  const chosen = await chosenBy(context, request)
  const filters = chosen.question?.filters ?? []
  const meta = metaOf(context, { period: localPeriod(days, context.site), filters })
  const moment = { timezone: context.site.timezone, now: context.now }
  const months = monthsOf(days, chosen.changes[0]?.at, moment)
  const nothing = { months: [], cohorts: [], doubted: [], ...(request.dimension && { by: [] }) }
  if (months === undefined) return { meta, ...nothing }
  const found = await foundIn(context, request, { chosen, months })
  const groups = groupsOf(found)
  const sums = tallied(found.courses, found.factors, groups)
  const doubted = doubtsOf(chosen.changes)
  const by = groups && (await byValue(found, sums, groups))
  return {
    meta: {
      ...meta,
      unconverted: leftOut(found.courses, found.factors, months.asked),
      warnings: [
        ...meta.warnings,
        ...olderSentences(months),
        ...forgottenSentences(context.site),
        ...sentencesOf(doubted),
        ...found.costs.warnings,
      ],
    },
    months: monthsTold(found, sums),
    ...(by && { by }),
    cohorts: sums.cohorts.map(({ customers, mrr }, i) => ({
      month: months.names[i] ?? '',
      customers,
      mrr: mrr.map((money) => money / found.unit),
    })),
    doubted: await namedDoubts(context, doubted.slice(0, MOST_DOUBTED)),
  }
}

async function namedDoubts(
  context: ReportContext,
  doubted: readonly Doubted[],
): Promise<UnitEconomicsAnswer['doubted']> {
  const first = (customers: readonly number[]) => customers.slice(0, MOST_NAMED)
  const names = await namesOf(
    context,
    doubted.flatMap(({ customers }) => first(customers)),
  )
  return doubted.map(({ customers, ...one }) => ({
    ...one,
    customers: first(customers).flatMap((customer) => names.get(customer) ?? []),
    more: Math.max(0, customers.length - MOST_NAMED),
  }))
}

async function foundIn(
  context: ReportContext,
  request: UnitEconomicsRequest,
  { chosen, months }: Pick<Found, 'chosen' | 'months'>,
): Promise<Found> {
  const { currency } = context.site
  const [first = '', last = first] = [months.days[0], months.days.at(-1)]
  const rates = await context.settings.rates(currency, { from: first, to: last })
  const dates = spendDates(months)
  return {
    context,
    request,
    chosen,
    months,
    courses: coursesOf(chosen.changes, months.edges, months.before),
    factors: factorsOn(months.days, rates, currency),
    costs: await costsOn(context, chosen.question?.filters ?? [], {
      dates,
      others: request.other_costs,
    }),
    unit: 10 ** minorDigits(currency),
  }
}

/** All days of the months that are asked for. */
function spendDates({ names, asked }: Months): { from: string; to: string } {
  return { from: `${names[asked]}-01`, to: `${names.at(-1)}-31` }
}

function monthsTold(found: Found, { exact, cents }: Tallied): UnitEconomicsAnswer['months'] {
  const { months, costs, unit, request } = found
  return exact.slice(months.asked).flatMap((sums, i) => {
    const at = months.asked + i
    const name = months.names[at] ?? ''
    const whole = cents[at]
    if (!whole) return []
    return monthTold(sums, whole, {
      month: name,
      partial: at >= months.complete,
      unit,
      gross_margin: request.gross_margin,
      pool: pooled(exact, months.complete, at),
      cost: costs.months.get(name) ?? null,
    })
  })
}

/** The last complete one of the months asked for; −1 where none is. */
function lastComplete({ complete, asked }: Months): number {
  return complete > asked ? complete - 1 : -1
}

function groupsOf({ request, chosen, months, factors }: Found): Groups | undefined {
  const { dimension } = request
  if (!dimension) return undefined
  const from = lastComplete(months) - POOLED_MONTHS + 1
  if (dimension !== 'plan') {
    return new Groups(({ customer }) => chosen.visits.get(customer)?.value ?? null, from)
  }
  return new Groups(({ ends }, month) => {
    const [before = [], after = []] = ends.slice(month, month + 2)
    const at = after.length > 0 ? month + 1 : month
    return mainPlan(after.length > 0 ? after : before, factors[at] ?? new Map())
  }, from)
}

async function byValue(
  found: Found,
  { cents }: Tallied,
  groups: Groups,
): Promise<NonNullable<UnitEconomicsAnswer['by']>> {
  const { months, request, unit } = found
  const last = lastComplete(months)
  const all = cents[last]
  if (!all) return []
  const month = months.names[last] ?? ''
  const of = groups.upTo(last)
  const exact = of.map((group) => group.months.map(settledSums))
  const rows = rowsToTheCent(
    exact.flatMap((own) => own[last] ?? []),
    all,
  )
  const costs = await costsOf(found, last)
  const shown = await namesIn(found)
  return of
    .flatMap(({ value }, i) => {
      const [own = [], row] = [exact[i], rows[i]]
      const sums = own[last]
      if (!row || !sums) return []
      const pool = pooled(own, months.complete, last)
      const cost = value === null ? null : (costs.get(value) ?? null)
      const basis = { gross_margin: request.gross_margin, pool, cost }
      const told = monthTold(sums, row, { month, partial: false, unit, ...basis })
      return [{ value: shown(value), ...told }]
    })
    .sort(
      (a, b) =>
        b.end_mrr - a.end_mrr ||
        b.start_mrr - a.start_mrr ||
        (String(a.value) < String(b.value) ? -1 : 1),
    )
}

async function costsOf(
  { context, costs, request, months }: Found,
  last: number,
): Promise<Map<Value, number>> {
  const { dimension } = request
  if (!dimension || dimension === 'plan') return new Map()
  const span = { from: months.edges[last] ?? 0, to: months.edges[last + 1] ?? 0 }
  return await costsBy(context, costs, { dimension, month: months.names[last] ?? '', span })
}

async function namesIn({ chosen }: Found): Promise<(value: Value) => Value> {
  const { question } = chosen
  const dimension = question?.dimensions[0]
  return question && dimension ? await namerFor(question, dimension) : (value) => value
}
