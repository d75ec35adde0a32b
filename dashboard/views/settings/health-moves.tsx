import { count, full } from '../../format.ts'
import { accountPage } from '../../models/accounts.ts'
import type { Moved, Moves } from '../../models/health-settings.ts'
import { linkTo, locale } from '../../models/view.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Notice } from '../../parts/notice.tsx'
import { healthSettingsWords } from '../../texts/health-settings.ts'

/** More say no more. */
const SHOWN = 15

/** Which accounts would stand elsewhere, how many would be at risk, and whether the score would tell better. */
export function HealthMoves({ moves }: { moves: Moves }) {
  const text = healthSettingsWords.value
  const { moved, accounts, newly, noMore, auc } = moves
  const told = (value: number) => count(value, locale.value)
  const share = (value: number) => full('percent', 100 * value, locale.value)
  return (
    <section class="channel-moves" aria-label={text.previewTitle}>
      <Notice tone="good">
        {text.moved(told(moved.length), told(accounts))} {text.risk(told(newly), told(noMore))}{' '}
        {auc && text.told(share(auc.before), share(auc.after))}
      </Notice>
      {moved.length > 0 && (
        <DataTable
          caption={text.previewTitle}
          rows={moved.slice(0, SHOWN)}
          rowKey={({ account }) => account}
          columns={[
            {
              key: 'account',
              head: text.account,
              cell: ({ account }) => (
                <a class="link" href={linkTo(accountPage(account))} dir="auto">
                  {account}
                </a>
              ),
            },
            {
              key: 'before',
              head: text.before,
              align: 'end',
              cell: ({ before, wasAtRisk }) => <Health value={before} atRisk={wasAtRisk} />,
            },
            {
              key: 'after',
              head: text.after,
              align: 'end',
              cell: ({ after, isAtRisk }) => <Health value={after} atRisk={isAtRisk} />,
            },
            { key: 'change', head: text.change, align: 'end', cell: changeOf },
          ]}
        />
      )}
    </section>
  )
}

function Health({ value, atRisk }: { value: number | null; atRisk: boolean }) {
  return (
    <span class="figure">
      {rounded(value)}
      {atRisk && <small>{healthSettingsWords.value.atRisk}</small>}
    </span>
  )
}

function rounded(value: number | null): string {
  return full('count', value === null ? null : Math.round(value), locale.value)
}

function changeOf({ before, after }: Moved): string {
  const change = (after ?? 0) - (before ?? 0)
  return `${change < 0 ? '−' : '+'}${rounded(Math.abs(change))}`
}
