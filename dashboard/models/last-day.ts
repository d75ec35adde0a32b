import { dayIn } from './period.ts'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The last day of a link or token on the calendar of whoever looks: `2026-12-31`. */
export function lastDay(expires_at: string): string {
  return dayIn(HERE, Date.parse(expires_at))
}

/** The end of a day here, as the API takes it. */
export function endOf(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString()
}

/** What a form sends for a last day, empty for none; undefined where it is as before, to the second. */
export function endToSet(
  day: string,
  before: { expires_at: string | null } | undefined,
): string | null | undefined {
  if (day === '') return null
  const isAsBefore = before?.expires_at != null && lastDay(before.expires_at) === day
  return isAsBefore ? undefined : endOf(day)
}
