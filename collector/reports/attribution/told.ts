import { dateOf } from '../../date-of.ts'
import { minorDigits } from '../../money.ts'
import { dayOf } from '../time/zone.ts'
import { cellOf, rounded } from './answer.ts'
import type { Model } from './asked.ts'
import type { Attributed } from './attributed.ts'
import { compareValues } from './chain.ts'
import type { Line } from './sheet.ts'
import type { Cost, Spend } from './spend.ts'
import type { Value } from './values.ts'

/** Conversions that no visit led to. */
export const UNATTRIBUTED = 'Unattributed'

const NOTHING: Cost = { cost: 0, clicks: null, impressions: null }

interface Subject {
  value: Value
  cost: Cost | undefined
  visits: number
  line(model: Model): Line
}

function toldRow(
  { asked: { models, question } }: Attributed,
  { cost, visits, line }: Omit<Subject, 'value'>,
) {
  const { unit, counted } = question
  const worth = { unit, earns: counted.some(({ value }) => value !== 'none') }
  return {
    cost: cost ? cost.cost / unit : null,
    impressions: cost?.impressions ?? null,
    clicks: cost?.clicks ?? null,
    visits,
    models: Object.fromEntries(models.map((model) => [model, cellOf(line(model), cost, worth)])),
  }
}

/** Every value that visits, costs or credit have, and what nothing led to; those with most conversions first. */
export function rowsOf(found: Attributed) {
  const { values, asked } = found
  const [first] = asked.models
  const subjects = values.shown.map((value, number) => subjectOf(found, value, number))
  const told = [...subjects.filter(isAnything(asked.models)), ...unattributed(found)]
  const weight = ({ line }: Subject) => (first ? rounded(line(first).conversions) : 0)
  return told
    .map((subject) => ({ subject, weight: weight(subject) }))
    .sort(
      (a, b) =>
        b.weight - a.weight ||
        (b.subject.cost?.cost ?? 0) - (a.subject.cost?.cost ?? 0) ||
        b.subject.visits - a.subject.visits ||
        compareValues(a.subject.value, b.subject.value),
    )
    .map(({ subject }) => ({ value: subject.value, ...toldRow(found, subject) }))
}

function subjectOf({ fold, credits, spend }: Attributed, value: Value, number: number): Subject {
  const cost = spend && (spend.rows.get(number) ?? NOTHING)
  const lines = new Map<Model, Line>()
  const line = (model: Model) => {
    const known = lines.get(model) ?? credits.of(model, number)
    lines.set(model, known)
    return known
  }
  return { value, cost, visits: fold.visits[number] ?? 0, line }
}

/** Values of visits before the period that nothing is credited to say nothing. */
function isAnything(models: readonly Model[]) {
  return ({ visits, cost, line }: Subject): boolean => {
    if (visits > 0 || (cost !== undefined && cost !== NOTHING)) return true
    return models.some((model) => rounded(line(model).conversions) !== 0 || line(model).money !== 0)
  }
}

function unattributed({ credits, spend, asked }: Attributed): Subject[] {
  const line = (model: Model) => credits.none(model)
  const isAny = asked.models.some(
    (model) => line(model).conversions !== 0 || line(model).money !== 0,
  )
  return isAny ? [{ value: UNATTRIBUTED, cost: spend && NOTHING, visits: 0, line }] : []
}

export function totalsOf(found: Attributed) {
  const { fold, credits, spend } = found
  const visits = fold.visits.reduce((sum, count) => sum + (count ?? 0), 0)
  return toldRow(found, { cost: spend?.total, visits, line: (model) => credits.total(model) })
}

/** What cannot be seen in the rows. */
export function warningsOf({ asked, values, daily, spend }: Attributed): string[] {
  if (!spend) {
    return ['spend does not tell what the filters ask about, so that no row has a cost']
  }
  const lost = [...spend.unconverted].map(
    ([currency, amount]) =>
      `spend of ${amount / 10 ** minorDigits(currency)} ${currency} has no rate, and is in no cost`,
  )
  return [...lost, ...ofCutDay(asked, spend), ...earlier({ values, daily, spend })]
}

/** Of the paths that are told; nothing where each is exact. */
export function warningsOfPaths({ fold }: Attributed): string[] {
  const { missed } = fold.paths
  if (missed === 0) return []
  return [
    `the period has more different paths than are kept: each may have up to ${missed} conversions more than is told, and one that is not told may be among the most frequent`,
  ]
}

/** Spend tells of whole days, also of one of which the period, or the time until now, has a part. */
function ofCutDay({ question, now }: Attributed['asked'], spend: Spend): string[] {
  const { days, span, clock, timezone } = question.period
  const until = Math.min(span.to, now)
  const last = Math.min(days.to - 1, dayOf(timezone, until))
  if (last < days.from || until >= clock.startOfDay(last + 1)) return []
  const cost = [...spend.rows.values()].reduce((sum, { daily }) => sum + (daily.get(last) ?? 0), 0)
  if (cost === 0) return []
  const spent = `${cost / question.unit} ${question.currency}`
  return [
    `the cost of ${dateOf(last)}, ${spent}, is that of the day as it was stored, beside what came until ${new Date(until).toISOString()}`,
  ]
}

/** A share of credit that the period's own cost did not buy. */
const MUCH = 0.1
const MOST_NAMED = 5

function earlier({
  values,
  daily,
  spend,
}: Pick<Attributed, 'values' | 'daily'> & { spend: NonNullable<Attributed['spend']> }) {
  const shares = [...spend.rows].flatMap(([number, { cost }]) => {
    const row = daily.of(number)
    if (!row || row.all <= 0 || row.before / row.all <= MUCH) return []
    return [{ value: values.shown[number] ?? null, share: row.before / row.all, cost }]
  })
  return shares
    .sort((a, b) => b.cost - a.cost)
    .slice(0, MOST_NAMED)
    .map(
      ({ value, share }) =>
        `${Math.round(100 * share)} % of what ${value ?? 'the row without a value'} is credited with comes from visits before the period, whose cost is not in it`,
    )
}
