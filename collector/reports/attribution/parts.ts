import type { RuleModel, Touch } from '../../acquisition/credit/models.ts'
import { shareOut } from '../../acquisition/credit/share-out.ts'
import type { Conversion } from './conversions.ts'

/**
 * How much of the credit at each touch is shown, from 0 to 1. Filters choose visits, and of a value's credit that belongs
 * to all of its visits alike, as under Shapley's model, as large a part as of these: of 1/2 for google, which came by two
 * phones and a desktop, phones have 1/2 × 2/3 = 1/3.
 */
export function shownParts(model: RuleModel, path: readonly Touch[]): number[] {
  if (model !== 'shapley' || path.every(({ chosen }) => chosen)) {
    return path.map(({ chosen }) => Number(chosen))
  }
  const rows = new Map<number, { all: number; chosen: number }>()
  for (const { row, chosen } of path) {
    const known = rows.get(row) ?? { all: 0, chosen: 0 }
    rows.set(row, known)
    known.all += 1
    known.chosen += Number(chosen)
  }
  return path.map(({ row }) => {
    const { all, chosen } = rows.get(row) ?? { all: 1, chosen: 0 }
    return chosen / all
  })
}

/** What of minor units is shown, where so large a part of the credit is: half a cent is shown as one. */
export function shownMoney(money: number, part: number): number {
  if (part === 1) return money
  return shareOut(money, [part, 1 - part])[0] ?? 0
}

/**
 * The shown money by touches, all of it where nothing says how much; of an order's refund, what is given back until then less what was given back before.
 */
export function moneyParts(
  { money, refunded }: Conversion,
  shares: readonly number[],
  shown: readonly number[] | undefined,
): number[] {
  const partsOf = (amount: number) =>
    shareOut(amount, shares).map((part, i) => shownMoney(part, shown?.[i] ?? 1))
  if (!refunded) return partsOf(money)
  const before = partsOf(refunded.before)
  return partsOf(refunded.after).map((part, i) => (before[i] ?? 0) - part)
}
