import { count, full } from '../../format.ts'
import { mayChange } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import type { Economics } from './asked.ts'
import { doubtSaid, doubtText } from './doubt-text.ts'

type Doubted = Economics['doubted'][number]
const DOUBTS = ['never_begun', 'two_customers'] as const

/** What the numbers leave out or count twice, and of which subscriptions; nothing where all is well. */
export function DoubtsCard({ answer: { meta, doubted } }: { answer: Economics }) {
  const text = revenueWords.value
  const said = meta.warnings.flatMap((warning) => doubtText(warning, doubted.length > 0) ?? [])
  if (said.length + doubted.length + meta.unconverted.length === 0) return null
  return (
    <Card title={text.doubts}>
      <div class="stack revenue-doubts">
        {meta.unconverted.map((one) => (
          <Unrated key={one.currency} of={one} since={meta.from} />
        ))}
        {said.map((warning) => (
          <Notice key={warning} tone="warn">
            {warning}
          </Notice>
        ))}
        {DOUBTS.map((doubt) => (
          <Ids key={doubt} doubt={doubt} of={doubted.filter((one) => one.doubt === doubt)} />
        ))}
      </div>
    </Card>
  )
}

interface UnratedProps {
  of: Economics['meta']['unconverted'][number]
  since: string
}

function Unrated({ of: { currency, amount, events }, since }: UnratedProps) {
  const text = revenueWords.value
  const money = full('money', amount, { ...locale.value, currency })
  return (
    <Notice
      tone="warn"
      action={
        !guest &&
        mayChange.value && (
          <a
            class="button"
            data-size="small"
            href={linkTo('settings/rates', { options: { currency, day: since } })}
          >
            {text.addRate}
          </a>
        )
      }
    >
      {text.unrated(count(events, locale.value), money)}
    </Notice>
  )
}

/** Subscriptions of one doubt, what was done with them, and which they are. */
function Ids({ doubt, of }: { doubt: Doubted['doubt']; of: readonly Doubted[] }) {
  const text = revenueWords.value
  if (of.length === 0) return null
  return (
    <div>
      <Notice tone="warn">{doubtSaid(doubt, of.length)}</Notice>
      <ul class="revenue-ids">
        {of.map(({ subscription, customers, more }) => (
          <li key={subscription}>
            <bdi dir="auto">
              {customers.length > 0
                ? text.doubtedOf(subscription, listOf(customers, more))
                : subscription}
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  )
}

function listOf(customers: readonly string[], more: number): string {
  const names = customers.join(', ')
  return more === 0 ? names : revenueWords.value.doubtedMore(names, count(more, locale.value))
}
