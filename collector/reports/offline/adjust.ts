import { DAY } from '../../durations.ts'
import { type Click, lastBefore } from './last-click.ts'
import type { Takes } from './platforms.ts'
import { type Happened, leaveOut, type Reason, type Sorted } from './sort-out.ts'

/** An order of which something was given back: its sale, and all that was given back of it, in time order. */
export interface Order {
  sale: Happened | undefined
  refunds: readonly Happened[]
}

/** What of a conversion is left, told under the name that it went out by. */
export interface Adjustment {
  sale: Happened
  click: Click | undefined
  name: string
  /** Epoch ms. */
  at: number
  /** Minor units; 0: nothing. */
  left: number
  /** The refunds that it tells of. */
  refunds: readonly string[]
}

/** What decides whether a refund goes out. */
export interface AdjustRules {
  takes: Takes
  now: number
  orderOf(refund: Happened): Order | undefined
  clicksOf(who: number): readonly Click[]
  /** The name by which a conversion went out. */
  sentAs(id: string): string | undefined
  /** Whether a refund went out. */
  isTold(id: string): boolean
}

/**
 * One row for each order, however many refunds of it are new: what is left after all until now. A sale of 50.00 of which
 * 20.00 and 10.00 were given back has 50 − 20 − 10 = 20.00 left; of one given back as a whole nothing is.
 */
export function adjustments(refunds: readonly Happened[], rules: AdjustRules): Sorted<Adjustment> {
  const sorted: Sorted<Adjustment> = { rows: [], leftOut: new Map() }
  const fresh = new Map<Order, Happened[]>()
  for (const refund of refunds) {
    const order = rules.orderOf(refund)
    const reason = reasonAgainst(refund, order, rules)
    if (reason) leaveOut(sorted, reason)
    else if (order) fresh.set(order, [...(fresh.get(order) ?? []), refund])
  }
  for (const [order, told] of fresh) sorted.rows.push(...rowOf(order, told, rules))
  return sorted
}

function reasonAgainst(
  refund: Happened,
  order: Order | undefined,
  rules: AdjustRules,
): Reason | undefined {
  if (refund.order === null) return 'no_order'
  if (rules.isTold(refund.id)) return 'already_sent'
  const sale = order?.sale
  if (!sale || rules.sentAs(sale.id) === undefined) return 'never_sent'
  if (sale.amount === null) return 'no_value'
  return sale.currency === refund.currency ? reasonOf(sale, rules) : 'other_currency'
}

/** Why the platform would not find or change the conversion. */
function reasonOf(sale: Happened, { takes, now, clicksOf }: AdjustRules): Reason | undefined {
  const click = lastBefore(clicksOf(sale.who), sale.at)
  if (!click) return 'no_click_id'
  const { days = null, not = [] } = takes.adjusts ?? {}
  if (not.includes(click.type)) return 'not_adjustable'
  return days !== null && now - sale.at > days * DAY ? 'too_late' : undefined
}

const SECOND = 1_000

function rowOf(
  { sale, refunds }: Order,
  told: readonly Happened[],
  { clicksOf, sentAs }: AdjustRules,
): Adjustment[] {
  if (!sale) return []
  const same = refunds.filter(({ currency }) => currency === sale.currency)
  const given = same.reduce((sum, { amount }) => sum - (amount ?? 0), 0)
  const last = Math.max(...told.map(({ at }) => at))
  return [
    {
      sale,
      click: lastBefore(clicksOf(sale.who), sale.at),
      name: sentAs(sale.id) ?? '',
      // Platforms refuse what is adjusted before it happened.
      at: Math.max(last, sale.at + SECOND),
      left: Math.max(0, (sale.amount ?? 0) - given),
      refunds: told.map(({ id }) => id),
    },
  ]
}
