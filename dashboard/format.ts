import type { Metric } from '../collector/vocabulary.ts'
import { duration } from './duration.ts'
import type { Bucket, Range } from './models/period.ts'
import type { Count } from './texts/count.ts'

/** Everything that turns a number or a date into text. Rates come as 0–1, durations as seconds. */
export type Unit = 'count' | 'rate' | 'seconds' | 'ratio' | 'percent' | 'money'

export const METRIC_UNITS = {
  visitors: 'count',
  visits: 'count',
  pageviews: 'count',
  events: 'count',
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
  percent: (value, { language }) =>
    numberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100),
  money: (value, { language, currency }) =>
    numberFormat(language, moneyStyle(currency)).format(value),
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

/** For tables and explanations: `12,345`. */
export function full(unit: Unit, value: Value, locale: Locale): string {
  return readable(value) ? exact[unit](value, locale) : NOTHING
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

/** `12%`, `0.4%`, `999%+`: the size of a change without its sign. */
export function changeSize(value: number, language: string): string {
  const size = Math.abs(value)
  if (size >= 10) return `${numberFormat(language, { style: 'percent' }).format(9.99)}+`
  return numberFormat(language, {
    style: 'percent',
    maximumFractionDigits: size < 0.1 ? 1 : 0,
  }).format(size)
}

const dates = new Map<string, Intl.DateTimeFormat>()

/** Site-local days are read as UTC, so that no browser's zone moves them. */
function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  const known = dates.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options })
  dates.set(key, made)
  return made
}

/** `3 Jan`, with the year when it is not `thisYear`. */
export function day(date: string, language: string, thisYear = ''): string {
  const year = date.startsWith(thisYear) ? {} : { year: 'numeric' as const }
  return dateFormat(language, { day: 'numeric', month: 'short', ...year }).format(Date.parse(date))
}

/** `3 – 9 Jan 2026`. */
export function range({ from, to }: Range, language: string): string {
  // Intl writes a Chinese range with slashes: `2026/10/24 – 2026/11/22`.
  const format = dateFormat(language, { day: 'numeric', month: 'short', year: 'numeric' })
  if (language.startsWith('zh') && from !== to) {
    return `${format.format(Date.parse(from))} – ${day(to, language, from.slice(0, 4))}`
  }
  return format.formatRange(Date.parse(from), Date.parse(to))
}

const BUCKET_FORMATS: Record<Bucket, Intl.DateTimeFormatOptions> = {
  hour: { hour: 'numeric', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
}

/** Wall-clock ms of a bucket's key (`2026-10-25T02:00:00+02:00`, `2026-10-25`, `2026-10`), as if it were UTC. */
export function bucketTime(key: string): number {
  return Date.parse(key.length > 10 ? `${key.slice(0, 19)}Z` : key)
}

/** A bucket on an axis. */
export function bucketLabel(key: string, bucket: Bucket, language: string): string {
  const label = dateFormat(language, BUCKET_FORMATS[bucket]).format(bucketTime(key))
  // `2:00 AM` says no more than `2 AM`.
  return label.replace(/:00(?=\s[AP]M$)/u, '')
}

const LONG_FORMATS: Record<Bucket, Intl.DateTimeFormatOptions> = {
  hour: { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  week: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
}

/** A bucket in full, for tooltips and tables. */
export function bucketTitle(key: string, bucket: Bucket, language: string): string {
  return dateFormat(language, LONG_FORMATS[bucket]).format(bucketTime(key))
}

/** An instant in the site's zone: `14:03:21`, with the day when asked for. */
export function instant(
  at: string | number,
  timezone: string,
  options: {
    language: string
    day?: boolean
  },
): string {
  const date = options.day ? { day: 'numeric' as const, month: 'short' as const } : {}
  const format = dateFormat(options.language, {
    timeZone: timezone,
    ...date,
    hour: '2-digit',
    minute: '2-digit',
    ...(options.day ? {} : { second: '2-digit' }),
  })
  return format.format(new Date(at))
}

const PARTS: readonly [Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** `3 minutes ago`, `now`. */
export function ago(at: string | number, now: number, language: string): string {
  const age = Math.max(0, now - new Date(at).getTime())
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const [unit, size] = PARTS.find(([, ms]) => age >= ms) ?? ['second', 0]
  return size === 0 ? format.format(0, 'second') : format.format(-Math.floor(age / size), unit)
}

/** An instant in the site's zone with its date: `Sat, 21 Nov 2026, 23:59`. */
export function dateTime(at: string | number, timezone: string, language: string): string {
  const options = { ...LONG_FORMATS.hour, year: 'numeric', hour: '2-digit' } as const
  return dateFormat(language, { ...options, timeZone: timezone }).format(new Date(at))
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

/** Monday (1) to Sunday (7) by name. */
export function weekday(number: number, language: string): string {
  // 1 January 2024 was a Monday.
  return dateFormat(language, { weekday: 'short' }).format(Date.UTC(2024, 0, number))
}
