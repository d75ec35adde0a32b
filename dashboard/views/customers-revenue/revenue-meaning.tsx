import { Means } from '../../blocks/tables/means.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'

/** A question mark that answers what a number about customers means, its rule of thumb and why. */
export function RevenueMeaning({ of }: { of: keyof typeof revenueWords.value.meanings }) {
  return <Means of={revenueWords.value.meanings[of]} />
}
