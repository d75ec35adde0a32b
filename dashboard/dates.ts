import type { Bucket, Range } from './models/period.ts'

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

/** Beyond these many hours an axis names days. */
const MOST_HOURS = 48

/** Buckets on an axis, all in one manner: of the hours of several days those have a label that begin one. */
export function axisLabels(keys: readonly string[], bucket: Bucket, language: string): string[] {
  if (bucket !== 'hour' || keys.length <= MOST_HOURS) {
    return keys.map((key) => bucketLabel(key, bucket, language))
  }
  const format = dateFormat(language, { weekday: 'short', day: 'numeric', month: 'short' })
  return keys.map((key, i) =>
    key.slice(0, 10) === keys[i - 1]?.slice(0, 10) ? '' : format.format(bucketTime(key)),
  )
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

/** `Mar` of `2026-03`, where the year goes without saying. */
export function shortMonth(month: string, language: string): string {
  return dateFormat(language, { month: 'short' }).format(bucketTime(month))
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

/** The time of day of an instant in the site's zone: `09:12`. */
export function clock(at: string | number, timezone: string, language: string): string {
  const options = { timeZone: timezone, hour: '2-digit', minute: '2-digit' } as const
  return dateFormat(language, options).format(new Date(at))
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

/** Monday (1) to Sunday (7) by name. */
export function weekday(number: number, language: string): string {
  // 1 January 2024 was a Monday.
  return dateFormat(language, { weekday: 'short' }).format(Date.UTC(2024, 0, number))
}
