/** What was spent in a month, as somebody typed it. */
export interface MonthlySum {
  /** `2026-11` */
  month: string
  source: string
  medium: string
  campaign: string
  /** A decimal. */
  cost: string
  currency: string
}

interface DailyRow {
  date: string
  source: string
  medium?: string
  campaign?: string
  cost: string
  currency: string
}

/** Decimal places of a currency's minor unit. */
function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

function daysIn(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).getUTCDate()
}

/** More is not told apart from a slip of the pen, and its minor units are no longer exact. */
const MOST = 1_000_000_000

/** A month's sum, in minor units; undefined for what is none. */
function minorOf({ cost, currency }: MonthlySum): number | undefined {
  const number = Number(cost)
  if (cost.trim() === '' || !(Math.abs(number) <= MOST)) return undefined
  const minor = Math.round(Number(`${number}e${digitsOf(currency)}`))
  return minor === 0 ? undefined : minor
}

/**
 * A row for each day, whose minor units sum exactly to the month's: 100.00 in 31 days are 10,000 = 31 × 322 + 18 cents, so
 * 3.23 on the first 18 days and 3.22 on the other 13. Nothing where month or cost say nothing.
 */
export function dailyRows(sum: MonthlySum): DailyRow[] {
  const minor = minorOf(sum)
  if (minor === undefined || !/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(sum.month)) return []
  const { month, source, medium, campaign, currency } = sum
  const days = daysIn(month)
  const [least, more] = [Math.trunc(minor / days), Math.abs(minor % days)]
  return Array.from({ length: days }, (_, i) => ({
    date: `${month}-${String(i + 1).padStart(2, '0')}`,
    source: source.trim(),
    ...(medium.trim() && { medium: medium.trim() }),
    ...(campaign.trim() && { campaign: campaign.trim() }),
    cost: decimal(least + (i < more ? Math.sign(minor) : 0), digitsOf(currency)),
    currency,
  }))
}

/** −5 of two places is `-0.05`. */
function decimal(minor: number, places: number): string {
  if (places === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(places + 1, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/**
 * One import for each thing that is paid by the month: a later sum of its month takes the place of the one before. A campaign
 * without a medium leaves its place open, and a stroke within a name is two: `monthly: weekly /  / may`.
 */
export function monthlyImport({ source, medium, campaign }: MonthlySum): string {
  const names = [source, medium, campaign].map((name) => {
    return name.trim().toLowerCase().replaceAll('/', '//')
  })
  const last = names.findLastIndex(Boolean)
  return `monthly: ${names.slice(0, last + 1).join(' / ')}`
}
