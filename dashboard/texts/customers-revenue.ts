import { revenue } from './en/customers-revenue.ts'
import { wordsOf } from './texts.ts'

/** Words of what customers bring a month. */
export const revenueWords = wordsOf(
  revenue,
  async () => (await import('./zh/customers-revenue.ts')).revenue,
)
