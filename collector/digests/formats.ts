import type { DateRange } from '../reports/time/period.ts'
import type { Metric } from '../vocabulary.ts'
import type { Language } from './texts/languages.ts'

type Unit = 'count' | 'rate' | 'money' | 'seconds' | 'ratio'

const UNITS: Partial<Record<string, Unit>> = {
  bounce_rate: 'rate',
  engaged_rate: 'rate',
  conversion_rate: 'rate',
  revenue: 'money',
  cost: 'money',
  roas: 'money',
  cpa: 'money',
  visit_duration: 'seconds',
  views_per_visit: 'ratio',
}

export function unitOf(metric: Metric | 'cost' | 'roas' | 'cpa'): Unit {
  return UNITS[metric] ?? 'count'
}

const LOCALES: Record<Language, string> = { en: 'en', zh: 'zh-CN' }

/** How numbers and days are written for a reader. */
export interface Formats {
  number(unit: Unit, value: number): string
  /** `12%`, without its sign; `999%+` beyond. */
  share(value: number): string
  /** `0.5`: a change of a rate in hundredths, without its sign. */
  points(value: number): string
  /** `Tuesday 24 Nov 2026`. */
  day(date: string): string
  /** `24 Nov`. */
  shortDay(date: string): string
  /** `Tue 24 Nov`. */
  weekday(date: string): string
  /** `23 – 29 Nov 2026`. */
  range(range: DateRange): string
  /** `November 2026`. */
  month(date: string): string
  /** `Germany` of `DE`. */
  country(code: string): string
}

export function formatsFor(language: Language, currency: string): Formats {
  const locale = LOCALES[language]
  const plain = (value: number, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(locale, options).format(value)
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(Date.parse(day))
  const share = (value: number) => percent(plain, value)
  const money = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const writers: Record<Unit, (value: number) => string> = {
    count: (value) => plain(value, { maximumFractionDigits: 0 }),
    rate: share,
    money: (value) =>
      plain(value, { ...money, ...(Math.abs(value) >= 1_000 && { maximumFractionDigits: 0 }) }),
    seconds: (value) => duration(language, Math.round(value)),
    ratio: (value) => plain(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  }
  return {
    number: (unit, value) => writers[unit](value),
    share: (value) => (value >= 10 ? `${plain(9.99, { style: 'percent' })}+` : share(value)),
    points: (value) => plain(100 * value, { maximumFractionDigits: 1 }),
    day: (day) => date(day, { weekday: 'long', day: 'numeric', month: 'short', year: 'numeric' }),
    shortDay: (day) => date(day, { day: 'numeric', month: 'short' }),
    weekday: (day) => date(day, { weekday: 'short', day: 'numeric', month: 'short' }),
    range: (range) => writtenRange(locale, range),
    month: (day) => date(day, { month: 'long', year: 'numeric' }),
    country: (code) => countryName(locale, code),
  }
}

type Plain = (value: number, options?: Intl.NumberFormatOptions) => string

function percent(plain: Plain, value: number): string {
  const maximumFractionDigits = Math.abs(value) < 0.1 ? 1 : 0
  return plain(value, { style: 'percent', maximumFractionDigits })
}

function duration(language: Language, seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (language === 'zh') return minutes > 0 ? `${minutes}分${rest}秒` : `${rest}秒`
  return minutes > 0 ? `${minutes}m ${String(rest).padStart(2, '0')}s` : `${rest}s`
}

function writtenRange(locale: string, { from, to }: DateRange): string {
  const options = { timeZone: 'UTC', day: 'numeric', month: 'short' } as const
  const format = new Intl.DateTimeFormat(locale, { ...options, year: 'numeric' })
  // Intl writes a Chinese range with slashes.
  if (locale.startsWith('zh') && from !== to) {
    const isSameYear = from.slice(0, 4) === to.slice(0, 4)
    const last = isSameYear ? new Intl.DateTimeFormat(locale, options) : format
    return `${format.format(Date.parse(from))} – ${last.format(Date.parse(to))}`
  }
  // Its thin spaces are squares in old mail programs.
  return format.formatRange(Date.parse(from), Date.parse(to)).replaceAll(/[\u2009\u202f]/gu, ' ')
}

function countryName(locale: string, code: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
  } catch {
    // Not a code at all: an old import may carry names.
    return code
  }
}
