import { unlistedLines } from '../refused-lines.ts'
import { columnKey, saysUtc } from './columns.ts'
import type { News } from './news.ts'
import type { BillingFile, InvoiceFile } from './read-file.ts'

interface Customers {
  /** How many somebody who did something here is called as. */
  known: number
  /** What they are named as. */
  as: string
}

/** What of a file may be other than it looks, in sentences. */
export function warningsOf(
  read: BillingFile,
  news: readonly News[],
  { known, as }: Customers,
): string[] {
  return [
    ...(known === 0
      ? [
          `no ${as} of this site is called as the customers of the file are; name the column that holds your own ids with mapping={"customer": "…"}, or they stay apart from what they do`,
        ]
      : []),
    ...unlistedLines(read.refused),
    ...(read.kind === 'invoices' ? [...ofColumns(read), ...ofEnds(news)] : ofLateness(read.lines)),
  ]
}

function ofLateness(lines: readonly { standing: string }[]): string[] {
  return lines.some(({ standing }) => standing === 'past_due')
    ? ['a file does not say since when a payment is late: it counts from the beginning']
    : []
}

function ofColumns({ reading, columns }: InvoiceFile): string[] {
  const { [reading.of]: price = '', period_start = '' } = columns
  return [
    ...(reading.mayHoldTax
      ? [`what an invoice comes to is read from "${price}", and nothing says that no tax is in it`]
      : []),
    ...(columnKey(period_start) === 'periodstart' && saysUtc(period_start)
      ? [
          `"${period_start}" of Stripe is of the period before the one that is paid for; export the line items’ periods with the invoices`,
        ]
      : []),
  ]
}

function ofEnds(news: readonly News[]): string[] {
  const ended = news.filter(({ isUnbilled }) => isUnbilled).length
  return ended === 0
    ? []
    : [
        `${ended} of the subscriptions end with their last invoice’s period, because none has followed within 30 days`,
      ]
}
