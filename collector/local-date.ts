/**
 * The date, `2026-11-22`, that an instant (epoch ms) has in an IANA zone. Put together from its parts, for how a locale
 * writes a date changes with its data: https://github.com/nodejs/node/issues/45945
 */
export function localDate(zone: string, at: number): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}
