import { count, full } from '../../format.ts'
import type { AccountTold } from '../../models/accounts.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { siteDay } from './site-day.ts'
import { money } from './worth.ts'

type Subscription = AccountTold['account']['subscriptions'][number]

/** What an account pays for, what runs first. */
export function AccountMoney({ subscriptions }: { subscriptions: readonly Subscription[] }) {
  const text = accountWords.value
  const head = text.moneyColumns
  if (subscriptions.length === 0) {
    return (
      <Card title={text.money}>
        <p class="drill-note">{text.noMoneyYet}</p>
      </Card>
    )
  }
  return (
    <Card title={text.money} flush>
      <DataTable
        caption={text.money}
        rows={subscriptions}
        rowKey={({ id }) => id}
        rowKind={({ status }) => (status === 'ended' ? 'gone' : undefined)}
        columns={[
          {
            key: 'plan',
            head: head.plan,
            cell: ({ plan, id }) => (
              <span title={id} dir="auto">
                {plan ?? id}
              </span>
            ),
          },
          { key: 'status', head: head.status, cell: ({ status }) => text.statuses[status] },
          { key: 'price', head: head.price, cell: priceOf },
          { key: 'mrr', head: head.worth, align: 'end', cell: ({ mrr }) => money(mrr) },
          { key: 'since', head: head.since, cell: ({ since }) => siteDay(since) },
          {
            key: 'renews',
            head: head.renews,
            cell: ({ renews_at, status }) =>
              renews_at === null || status === 'ended' ? null : siteDay(renews_at),
          },
        ]}
      />
    </Card>
  )
}

/** In its own currency. */
function priceOf({ amount, currency, quantity, count: terms, interval }: Subscription): string {
  const text = accountWords.value
  const price = full('money', amount, { ...locale.value, currency })
  const many = quantity === 1 ? undefined : full('count', quantity, locale.value)
  return text.price(price, many, count(terms, locale.value), text.intervals[interval])
}
