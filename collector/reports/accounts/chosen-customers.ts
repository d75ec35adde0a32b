import { sql } from 'kysely'
import { dateOf } from '../../date-of.ts'
import { minorDigits } from '../../money.ts'
import type { Condition } from '../../settings/filter.ts'
import type { FoundUnits } from '../../settings/funnel-filter.ts'
import { type CustomerFact, isCustomerFact } from '../../vocabulary.ts'
import { type Change, changesUntil } from '../customers/changes.ts'
import { coursesOf } from '../customers/ends.ts'
import { factorsOn, worthOf } from '../customers/factors.ts'
import { mainPlan } from '../customers/plans.ts'
import { holds } from '../facts/holds.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'
import type { LocalPeriod } from '../time/period.ts'
import { dayOf } from '../time/zone.ts'
import { changesByCustomer, isRunning, standingAt, stateOf } from './state.ts'

/** As filters compare them: texts in lower case, numbers in the shortest form. */
type Facts = Record<CustomerFact, string | null>

/** What customers are, by number, and the currencies of theirs that have no rate. */
interface Known {
  facts: ReadonlyMap<number, Facts>
  unrated: readonly string[]
}

const NOBODY: Facts = { 'customer:mrr': null, 'customer:plan': null, 'customer:state': null }

type Room = Pick<ReportContext, 'reader' | 'site' | 'settings' | 'now'>

/**
 * Who is meant by each condition on what customers are at the end of a period, or now: the people of these customers. Who
 * never had a subscription brings nothing, has no plan and no state.
 */
export async function chosenCustomers(
  context: Room,
  conditions: readonly Condition[],
  { span }: LocalPeriod,
): Promise<FoundUnits[]> {
  if (conditions.length === 0) return []
  const known = await factsAt(context, Math.min(context.now, span.to))
  return Promise.all(conditions.map((condition) => unitsOf(context, condition, known)))
}

async function unitsOf(
  context: Room,
  condition: Condition,
  { facts, unrated }: Known,
): Promise<FoundUnits> {
  const others = fits(condition, NOBODY)
  const chosen = [...facts].flatMap(([customer, own]) =>
    fits(condition, own) === others ? [] : customer,
  )
  return {
    ...{ of: 'person', ids: await peopleOf(context, chosen) },
    ...(others && { others }),
    ...(condition[1] === 'customer:mrr' && unrated.length > 0 && { unrated }),
  }
}

function fits([operator, fact, values]: Condition, facts: Facts): boolean {
  if (!isCustomerFact(fact)) return false
  const wanted = values.map((value) => (value === null ? null : comparable(fact, value)))
  return holds(operator, facts[fact], wanted)
}

function comparable(fact: CustomerFact, value: string | number | boolean): string {
  return fact === 'customer:mrr' ? String(Number(value)) : String(value).toLowerCase()
}

/** Those who belong to the customers, and those who are one themselves; ascending. */
async function peopleOf(context: Room, customers: readonly number[]): Promise<number[]> {
  if (customers.length === 0) return []
  const { reader } = context
  const among = (column: string) => reader.dialect.isAmong(sql.ref(column), customers)
  const rows = await reader.rows<{ id: number }>(sql`select p.id as id from person p
    where p.site = ${siteNumber(context)} and (${among('p.id')} or ${among('p.account')})`)
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}

async function factsAt(context: Room, at: number): Promise<Known> {
  const { currency, timezone } = context.site
  const changes = await changesUntil(context, at)
  const day = dateOf(dayOf(timezone, at))
  const rates = await context.settings.rates(currency, { from: day, to: day })
  const [factors = new Map()] = factorsOn([day], rates, currency)
  const told = changesByCustomer(changes)
  const courses = coursesOf(changes, [at])
  const facts = new Map(
    courses.map(({ customer, ends: [paid = []] }) => {
      const mrr = Math.round(worthOf(paid, factors)) / 10 ** minorDigits(currency)
      const own = told.get(customer) ?? []
      return [
        customer,
        { 'customer:mrr': String(mrr), ...stateAt(own, at, mainPlan(paid, factors)) },
      ]
    }),
  )
  const paidIn = courses.flatMap(({ ends: [paid = []] }) => paid.map(({ currency }) => currency))
  return { facts, unrated: [...new Set(paidIn)].filter((one) => !factors.has(one)).sort() }
}

/** What is only tried has a plan, too. */
function stateAt(changes: readonly Change[], at: number, paid: string | null) {
  const standing = standingAt(changes, at)
  const [tried] = standing.filter(isRunning)
  const plan = paid ?? tried?.subscription.plan ?? null
  return {
    'customer:plan': plan?.toLowerCase() ?? null,
    'customer:state': stateOf(standing, at),
  }
}
