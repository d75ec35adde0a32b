import type { Metric } from '../collector/vocabulary.ts'
import { duration } from './duration.ts'
import type { Count } from './texts/count.ts'

/** Everything that turns a number into text. Rates come as 0–1, durations as seconds. */
export type Unit = 'count' | 'rate' | 'seconds' | 'ratio' | 'times' | 'percent' | 'money'

export const METRIC_UNITS = {
  visitors: 'count',
  visits: 'count',
  pageviews: 'count',
  events: 'count',
  people: 'count',
  bounce_rate: 'rate',
  engaged_rate: 'rate',
  visit_duration: 'seconds',
  views_per_visit: 'ratio',
  scroll_depth: 'percent',
  time_on_page: 'seconds',
  conversions: 'count',
  converted_visitors: 'count',
  conversion_rate: 'rate',
  revenue: 'money',
  average_value: 'money',
  refunds: 'count',
} as const satisfies Record<Metric, Unit>

/** Metrics of which less is better. */
export const LESS_IS_BETTER: ReadonlySet<Metric> = new Set(['bounce_rate', 'refunds'])

export interface Locale {
  language: string
  currency: string
}

const NOTHING = '–'
const formats = new Map<string, Intl.NumberFormat>()

/** Building an Intl format costs more than a hundred uses of it. */
function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options)
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(language, options)
  formats.set(key, made)
  return made
}

/** `$`, not `US$`: the site's currency is the only one on the page. */
function moneyStyle(currency: string): Intl.NumberFormatOptions {
  return { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }
}

type Value = number | null | undefined
type Writer = (value: number, locale: Locale) => string

const exact: Record<Unit, Writer> = {
  count: (value, { language }) => numberFormat(language, {}).format(value),
  rate: (value, { language }) =>
    numberFormat(language, {
      style: 'percent',
      maximumFractionDigits: value > -0.1 && value < 0.1 ? 1 : 0,
    }).format(value),
  seconds: (value, { language }) => duration(value, language),
  ratio: (value, { language }) =>
    numberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value),
  times: (value, { language }) =>
    numberFormat(language, timesDigits(Math.abs(value))).format(value),
  percent: (value, { language }) =>
    numberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100),
  money: (value, { language, currency }) =>
    numberFormat(language, moneyStyle(currency)).format(value),
}

/** `0.41`, `3.1`, `19`: how many times as much. */
function timesDigits(size: number): Intl.NumberFormatOptions {
  const digits = size === 0 || size >= 9.95 ? 0 : size < 0.995 ? 2 : 1
  return { minimumFractionDigits: digits, maximumFractionDigits: digits }
}

const MOST_WRITTEN_OUT = 10_000
const COMPACT = { notation: 'compact', maximumSignificantDigits: 3 } as const

const short: Record<Unit, Writer> = {
  ...exact,
  count: (value, locale) =>
    Math.abs(value) < MOST_WRITTEN_OUT
      ? exact.count(value, locale)
      : numberFormat(locale.language, COMPACT).format(value),
  money: (value, { language, currency }) =>
    numberFormat(language, { ...moneyStyle(currency), ...moneyDigits(Math.abs(value)) }).format(
      value,
    ),
}

/** Cents below a hundred, none below ten thousand, three figures above. */
function moneyDigits(size: number): Intl.NumberFormatOptions {
  if (size >= MOST_WRITTEN_OUT) return COMPACT
  return size < 100 ? {} : { maximumFractionDigits: 0, minimumFractionDigits: 0 }
}

/** For headlines, axes and bars: `12.3K`, `41%`, `2m 05s`. */
export function brief(unit: Unit, value: Value, locale: Locale): string {
  return readable(value) ? short[unit](value, locale) : NOTHING
}

/** Numbers that stand below one another, in the style that the greatest needs: `$0` beside `$500`, `5K` beside `10K`. */
export function briefs(unit: Unit, values: readonly number[], locale: Locale): string[] {
  const most = Math.max(0, ...values.map(Math.abs))
  const { language, currency } = locale
  const style = unit === 'money' ? moneyStyle(currency) : {}
  const isLong = most >= MOST_WRITTEN_OUT
  if (unit === 'count' && isLong) {
    return values.map((value) => numberFormat(language, COMPACT).format(value))
  }
  if (unit !== 'money') return values.map((value) => brief(unit, value, locale))
  const format = numberFormat(language, { ...style, ...moneyDigits(most) })
  return values.map((value) => format.format(value))
}

/** For tables and explanations: `12,345`. */
export function full(unit: Unit, value: Value, locale: Locale): string {
  return readable(value) ? exact[unit](value, locale) : NOTHING
}

/** One of the currency, without its cents: `€1`. */
export function oneUnit(locale: Locale): string {
  return full('money', 1, locale).replace(/[.,]0+/u, '')
}

/** A share of what is hoped to be all, rounded down: 0.9996 is `99.9%`, and only 1 is `100%`. */
export function atMost(share: number, { language }: Locale): string {
  const permille = Math.floor(share * 1000 + 1e-9)
  return numberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
    permille / 1000,
  )
}

/** A count with its number, for texts that go by it. */
export function count(value: number, locale: Locale): Count {
  return { value, text: full('count', value, locale) }
}

function readable(value: Value): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/**
 * Relative change from `before` to `now`: from 80 to 120 (120 − 80) / 80 = 0.5, from −50 to 25 75 / 50 = 1.5. Undefined
 * when there was nothing to compare with.
 */
export function change(now: Value, before: Value): number | undefined {
  return readable(now) && readable(before) && before !== 0
    ? (now - before) / Math.abs(before)
    : undefined
}

/** How far a share has moved in points: from 0.063 to 0.068 0.068 − 0.063 = 0.005. Undefined as `change` is. */
export function difference(now: Value, before: Value): number | undefined {
  return readable(now) && readable(before) ? now - before : undefined
}

/** `0.5`, `12`: the size of a share's change in hundredths, without its sign. */
export function pointsSize(value: number, language: string): string {
  const size = Math.abs(value) * 100
  return numberFormat(language, { maximumFractionDigits: size < 10 ? 1 : 0 }).format(size)
}

/** `12%`, `0.4%`, `999%+`: the size of a change without its sign. */
export function changeSize(value: number, language: string): string {
  const size = Math.abs(value)
  if (size >= 10) return `${numberFormat(language, { style: 'percent' }).format(9.99)}+`
  return numberFormat(language, {
    style: 'percent',
    maximumFractionDigits: size < 0.1 ? 1 : 0,
  }).format(size)
}

const DAY_MS = 86_400_000
/** From how many ms on a stretch of time is told in which unit, and what one of it is. */
const STRETCHES = [
  { unit: 'year', from: 730 * DAY_MS, ms: 365 * DAY_MS },
  { unit: 'month', from: 60 * DAY_MS, ms: 30 * DAY_MS },
  { unit: 'day', from: DAY_MS, ms: DAY_MS },
  { unit: 'hour', from: 3_600_000, ms: 3_600_000 },
  { unit: 'minute', from: 0, ms: 60_000 },
] as const

/** A stretch of time in its largest unit: `3 days`, `5 hours`. */
export function elapsed(ms: number, language: string): string {
  const { unit, ms: one } = STRETCHES.find(({ from }) => ms >= from) ?? STRETCHES[4]
  const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const
  return numberFormat(language, options).format(Math.floor(ms / one))
}
