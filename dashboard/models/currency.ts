import { askReport } from './report.ts'
import { siteDomain } from './sites.ts'
import type { Unconverted } from './stats.ts'

/** The money of all time that would have no rate if the site counted in another currency. */
export async function amountsWithout(currency: string): Promise<Unconverted> {
  const site = siteDomain.peek() ?? ''
  return (await askReport('unconverted', { currency }, { site })).rows
}
