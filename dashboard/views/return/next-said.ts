import {
  FEWEST_CONVERSIONS,
  FEWEST_DAYS,
} from '../../../collector/acquisition/credit/saturation.ts'
import { full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { returnWords } from '../../texts/return.ts'
import { money, toldCredit } from './amounts.ts'
import type { Attribution } from './asked.ts'
import { nextOf } from './next-step.ts'

/** A row with what its days tell. */
export type Saturated = Attribution['saturation'][number]

/** What one more unit of money brings, and from where on too little; else why nobody knows. */
export function saidOf(row: Saturated): string {
  const text = returnWords.value
  const step = nextOf(row)
  if (step) {
    const said = text.next(money(step.spend), toldCredit(step.conversions), money(step.cpa))
    return `${said} ${limitOf(row)}`
  }
  if (row.days >= FEWEST_DAYS && row.conversions >= FEWEST_CONVERSIONS) return text.unmoved
  const number = (value: number) => full('count', value, locale.value)
  return text.tooLittle(
    number(Math.min(row.days, FEWEST_DAYS)),
    number(FEWEST_DAYS),
    number(Math.min(Math.floor(row.conversions), FEWEST_CONVERSIONS)),
    number(FEWEST_CONVERSIONS),
  )
}

function limitOf({ best_daily_spend: best, mean_daily_spend: mean }: Saturated): string {
  const text = returnWords.value
  if (best === null) return text.noLimit
  if (best === 0) return text.notFrom
  return best < (mean ?? 0) ? text.past(money(best)) : text.until(money(best))
}
