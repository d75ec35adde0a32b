import type { Metric } from './vocabulary.ts'

/** One effect on a change, beyond chance. */
export interface NamedEffect {
  dimension: string
  value: string | number | null
  /** Of the change. */
  total: number
  /** Number of people, their share of all, or what they did each. */
  why: 'volume' | 'mix' | 'rate'
  /** Whether that number, share or rate rose. */
  rose: boolean
}

/** Why nothing is named. */
export const REASONS = [
  'nobody_before',
  'nobody_after',
  'nobody',
  'too_few',
  'alike',
  'chance',
] as const
export type Reason = (typeof REASONS)[number]

export interface Change {
  metric: Metric
  goal?: string | undefined
  change: number
  /** ISO 4217, for money. */
  currency: string
  named: readonly NamedEffect[]
  reason: Reason | null
}

const WHY_NOT = {
  nobody_before: 'There was nobody before to compare with.',
  nobody_after: 'There was nobody after.',
  nobody: 'There was nobody in either period.',
  too_few: 'There are too few people to tell why.',
  alike: 'It is spread evenly: no part changed otherwise than the rest.',
  chance: 'By no dimension is any part of it beyond chance.',
} satisfies Record<Reason, string>

/** "Sign-ups fell by 34. By channel, 27 of it is fewer visitors from Paid Social." */
export function changeSentence(told: Change): string {
  const effects = told.named.map((effect) => effectSentence(effect, told))
  const rest = told.reason === null ? effects : [WHY_NOT[told.reason]]
  return [headline(told), ...rest].join(' ')
}

function headline(told: Change): string {
  const subject = SUBJECTS[told.metric]?.(told.goal) ?? told.metric
  if (told.change === 0) return `${subject} stayed the same.`
  return `${subject} ${told.change < 0 ? 'fell' : 'rose'} by ${amount(told.change, told)}.`
}

const SUBJECTS: Partial<Record<Metric, (goal: string | undefined) => string>> = {
  visitors: () => 'Visitors',
  visits: () => 'Visits',
  conversions: (goal) => goal ?? 'Conversions',
  converted_visitors: (goal) => (goal ? `Visitors with ${goal}` : 'Visitors who converted'),
  conversion_rate: (goal) => (goal ? `The conversion rate of ${goal}` : 'The conversion rate'),
  revenue: (goal) => (goal ? `Revenue of ${goal}` : 'Revenue'),
}

function effectSentence(effect: NamedEffect, told: Change): string {
  const by = `By ${effect.dimension.replaceAll('_', ' ')},`
  const part = amount(effect.total, told)
  const what = `${quantity(effect, told.metric)} ${place(effect)}`
  if (told.change !== 0 && effect.total < 0 === told.change < 0)
    return `${by} ${part} of it is ${what}.`
  return `${by} ${what} ${effect.total < 0 ? 'took' : 'brought'} ${part}.`
}

const EACH: Partial<Record<Metric, [rose: string, fell: string]>> = {
  visits: ['more visits each', 'fewer visits each'],
  revenue: ['more money each', 'less money each'],
}

function quantity({ why, rose }: NamedEffect, metric: Metric): string {
  if (why === 'volume') return rose ? 'more visitors' : 'fewer visitors'
  if (why === 'mix') return rose ? 'a larger share of visitors' : 'a smaller share of visitors'
  const [higher, lower] = EACH[metric] ?? ['a higher rate', 'a lower rate']
  return rose ? higher : lower
}

const ON: ReadonlySet<string> = new Set([
  'device',
  'browser',
  'os',
  'screen',
  'landing_page',
  'weekday',
])
const FROM: ReadonlySet<string> = new Set([
  'channel',
  'source',
  'medium',
  'campaign',
  'referrer',
  'country',
  'region',
  'city',
])

function place({ dimension, value, why }: NamedEffect): string {
  const name = dimension.replaceAll('_', ' ')
  if (value === null) return `without a ${name}`
  if (dimension === 'visitor_kind')
    return why === 'rate' ? `among ${value} visitors` : `who are ${value}`
  if (ON.has(dimension)) return `on ${value}`
  return FROM.has(dimension) ? `from ${value}` : `with ${name} ${value}`
}

/** Without its sign. Of a rate, in points of a percent: 0.0123 is 1.23 points. */
function amount(number: number, { metric, currency }: Change): string {
  const size = Math.abs(number)
  if (metric === 'revenue') {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).format(size)
  }
  if (metric === 'conversion_rate') return `${figures(100 * size, 2)} points`
  return figures(size, size < 10 ? 1 : 0)
}

function figures(size: number, places: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: places }).format(size)
}
