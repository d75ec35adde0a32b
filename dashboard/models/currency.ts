import { askReport } from './report.ts'
import { site } from './sites.ts'
import type { Unconverted } from './stats.ts'

/** The money of all time that needs a rate if the site counts in another currency. */
export async function amountsWithout(currency: string): Promise<Unconverted> {
  const current = site.peek()
  if (!current || current.currency === currency) return []
  const request = { period: 'all', metrics: ['revenue', 'conversions'] } as const
  const { totals, meta } = await askReport('stats', request, { site: current.domain })
  const { revenue = 0, conversions = 0 } = totals
  const own = { currency: current.currency, amount: revenue, events: conversions }
  const others = meta.unconverted.filter((amount) => amount.currency !== currency)
  return revenue === 0 ? others : [own, ...others]
}
