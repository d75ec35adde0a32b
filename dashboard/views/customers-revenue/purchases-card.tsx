import { brief, full } from '../../format.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Metric } from '../../parts/metric.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'

/** Where nobody subscribes, what goals with money tell of buyers; nothing where there is no money. */
export function PurchasesCard({ totals }: { totals: StatsAnswer['totals'] }) {
  const text = revenueWords.value
  const { conversions = 0, converted_visitors: buyers = 0, revenue = 0, average_value } = totals
  if (!revenue || !buyers || !conversions) return null
  return (
    <Card title={text.purchases} flush>
      <p class="drill-note revenue-note">{text.purchasesHint}</p>
      <div class="metrics">
        <Metric name={text.buyers} value={brief('count', buyers, locale.value)} />
        <Metric
          name={text.perBuyer}
          value={brief('money', revenue / buyers, locale.value)}
          title={full('money', revenue / buyers, locale.value)}
        />
        <Metric name={text.perPurchase} value={brief('money', average_value, locale.value)} />
        <Metric
          name={text.purchasesEach}
          value={full('times', conversions / buyers, locale.value)}
        />
      </div>
    </Card>
  )
}
