import { ReceiptText } from 'lucide-preact'
import { siteDomain } from '../../models/sites.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { showFilters, showPeriod, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { words } from '../../texts/texts.ts'
import { PurchasesCard } from './purchases-card.tsx'
import { isEmpty, type NothingYetAsked } from './use-nothing-yet.ts'

/** Why there is no month to tell of, and what would bring one. */
export function NothingYet({ ever, bought }: NothingYetAsked) {
  const text = revenueWords.value
  const { filters, period } = view.value
  if (isEmpty(ever) || ever.data.value === undefined) {
    return <NothingSent totals={bought.data.value?.totals} />
  }
  return (
    <Card>
      {filters.length > 0 ? (
        <EmptyState title={text.emptyFilters} hint={text.emptyFiltersHint}>
          <Button onClick={() => showFilters([])}>{text.noFilters}</Button>
        </EmptyState>
      ) : (
        <EmptyState title={text.emptyPeriod}>
          {period !== 'all' && <Button onClick={() => showPeriod('all')}>{text.allTime}</Button>}
        </EmptyState>
      )}
    </Card>
  )
}

function NothingSent({ totals }: { totals: StatsAnswer['totals'] | undefined }) {
  const text = revenueWords.value
  return (
    <div class="stack">
      <Card>
        <EmptyState
          icon={<ReceiptText size={22} aria-hidden="true" />}
          title={text.empty}
          hint={guest ? undefined : text.emptyHint}
        />
        {!guest && <Code />}
      </Card>
      {totals && <PurchasesCard totals={totals} />}
    </div>
  )
}

/** What a server sends of a subscription, as docs/subscriptions.md has it. */
function Code() {
  const { actions } = words.value
  const code = `curl ${location.origin}/api/sites/${siteDomain.value}/events \\
  -H 'Authorization: Bearer <token>' -H 'Content-Type: application/x-ndjson' -d '
{"id": "sub-42-started", "name": "subscription", "at": 1767225600000, "account": "acme", "subscription": {"id": "sub-42", "plan": "Pro", "amount": "49.00", "currency": "EUR", "interval": "month", "quantity": 3, "status": "active"}}'`
  return (
    <div class="snippet">
      <code>{code}</code>
      <CopyButton text={code} label={actions.copy} done={actions.copied} />
    </div>
  )
}
