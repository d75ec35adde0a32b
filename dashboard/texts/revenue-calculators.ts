import { revenueCalculators } from './en/revenue-calculators.ts'
import { wordsOf } from './texts.ts'

/** Words of the calculators about customers. */
export const calculatorWords = wordsOf(
  revenueCalculators,
  async () => (await import('./zh/revenue-calculators.ts')).revenueCalculators,
)
