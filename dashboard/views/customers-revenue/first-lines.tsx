import { day as dayText } from '../../dates.ts'
import { full } from '../../format.ts'
import type { SubscriptionFileAnswer } from '../../models/subscription-files.ts'
import { locale, today } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { fileWords } from '../../texts/files.ts'
import { subscriptionWords } from '../../texts/subscription-files.ts'

type Line = NonNullable<SubscriptionFileAnswer['lines']>[number]

const SHOWN = 8

/** The first lines: whose they are, what they cost, since when, and what of each is new. */
export function FirstLines({ answer }: { answer: SubscriptionFileAnswer }) {
  const text = subscriptionWords.value
  const ofInvoices = answer.kind === 'invoices'
  const title = ofInvoices ? text.firstSubscriptions : fileWords.value.first
  const rows = (answer.lines ?? []).slice(0, SHOWN).map((row, i) => ({ ...row, key: String(i) }))
  return (
    <div class="first-rows">
      <h3>{title}</h3>
      <DataTable
        caption={title}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'news', head: text.news, cell: newsOf },
          {
            key: 'customer',
            head: text.fields.customer,
            cell: ({ customer }) => <bdi dir="auto">{customer}</bdi>,
          },
          {
            key: 'subscription',
            head: text.fields.subscription,
            cell: ({ subscription }) => <bdi dir="auto">{subscription}</bdi>,
          },
          {
            key: 'plan',
            head: text.fields.plan,
            cell: ({ plan }) => <bdi dir="auto">{plan ?? '–'}</bdi>,
          },
          { key: 'price', head: text.price, align: 'end', cell: priceOf },
          {
            key: 'standing',
            head: text.fields.status,
            cell: ({ standing }) => spelled(text.standings, standing),
          },
          { key: 'started', head: text.fields.started, cell: ({ started }) => dayOf(started) },
          {
            key: 'ended',
            head: text.fields.ended,
            cell: ({ ended }) => (ended === null ? '–' : dayOf(ended)),
          },
          ...(ofInvoices ? [invoicesColumn()] : []),
        ]}
      />
    </div>
  )
}

/** How many there are of a subscription. */
function invoicesColumn(): Column<Line> {
  return {
    key: 'invoices',
    head: subscriptionWords.value.invoices,
    align: 'end',
    cell: ({ invoices }) => full('count', invoices ?? 0, locale.value),
  }
}

function newsOf({ known, told }: Line): string {
  const text = subscriptionWords.value
  if (told === 0) return text.same
  return known ? text.changedLine : text.newLine
}

/** `3 × €49.00 a month`, `€300.00 every 2 years`. */
function priceOf({ amount, currency, interval, count, quantity }: Line): string {
  const text = subscriptionWords.value
  const money = full('money', Number(amount), { ...locale.value, currency })
  const told = quantity === 1 ? money : `${full('count', quantity, locale.value)} × ${money}`
  return text.every(told, spelled(text.intervals, interval), count)
}

function dayOf(at: string): string {
  return dayText(at.slice(0, 10), locale.value.language, today.value.slice(0, 4))
}
