import type { WireRevenue } from '../../../tracker/protocol.ts'
import { firstText, type Loose, numberIn, objectIn } from '../loose.ts'
import type { Params } from './params.ts'

/** Events that are money; of others `value` is what a site thinks they are worth. */
const SIGNS: Readonly<Record<string, 1 | -1>> = {
  purchase: 1,
  in_app_purchase: 1,
  ecommerce_purchase: 1,
  refund: -1,
}

/** What a purchase brought or a refund took, in the currency it was sent in. */
export function moneyOf(row: Loose, params: Params, currency: string): WireRevenue | undefined {
  const sign = SIGNS[String(row.event_name)]
  if (sign === undefined) return undefined
  const { purchase_revenue, refund_value, transaction_id } = objectIn(row.ecommerce)
  // The table's own sums are in the property's currency only where the event names none.
  const amount =
    numberIn(params.get('value')) ?? numberIn(sign > 0 ? purchase_revenue : refund_value)
  if (amount === undefined || amount === 0) return undefined
  const order = firstText(params.get('transaction_id'), transaction_id)
  return {
    amount: sign * Math.abs(amount),
    currency: firstText(params.get('currency')) || currency,
    ...(order === '' || order === '(not set)' ? {} : { order }),
  }
}
