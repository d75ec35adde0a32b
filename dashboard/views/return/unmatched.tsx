import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { range } from '../../dates.ts'
import { count } from '../../format.ts'
import type { Resource } from '../../models/resource.ts'
import { mayChange } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { spendWords } from '../../texts/spend.ts'
import { money } from './amounts.ts'
import { JoinDialog } from './join-dialog.tsx'
import type { SpendReport } from './spend-tab.tsx'

export type UnmatchedSpend = SpendReport['unmatched'][number]

/** What was spent on names that no visit has, each beside the name it is nearest to. */
export function Unmatched({ report }: { report: Resource<SpendReport> }) {
  const text = spendWords.value
  return (
    <Card title={text.unmatched} flush>
      <Answered of={report} meanwhile={<TableRoom rows={3} />}>
        {({ rows, unmatched, unmatched_keys }) =>
          unmatched.length === 0 ? (
            <EmptyState title={rows.length === 0 ? text.none : text.nothingUnmatched} />
          ) : (
            <>
              <p class="drill-note card-note">{text.unmatchedHint}</p>
              <div class="worded unmatched">
                <DataTable
                  caption={text.unmatched}
                  rows={unmatched}
                  rowKey={nameOf}
                  columns={columns()}
                />
              </div>
              {unmatched_keys > unmatched.length && (
                <p class="drill-note card-note">
                  {text.more(count(unmatched_keys - unmatched.length, locale.value))}
                </p>
              )}
            </>
          )
        }
      </Answered>
    </Card>
  )
}

/** Its keys as one name. */
export function nameOf(row: UnmatchedSpend): string {
  const { source, medium, campaign, content, term, campaign_id } = row
  return [source, medium, campaign, content, term, campaign_id].filter(Boolean).join(' / ')
}

function nearOf({ near }: UnmatchedSpend): string {
  const text = spendWords.value
  if (near === null) return text.nothingNear
  const means = near.aliases.map((alias) => alias.means).join(' / ')
  return text.nearVisits(means, count(near.visits, locale.value))
}

function columns(): Column<UnmatchedSpend>[] {
  const text = spendWords.value
  return [
    {
      key: 'name',
      head: text.name,
      cell: (row) => (
        <>
          <bdi dir="auto">{nameOf(row)}</bdi>
          <span class="on-phone">
            {text.near}: {nearOf(row)}
          </span>
        </>
      ),
    },
    {
      key: 'near',
      head: text.near,
      cell: (row) => <bdi dir="auto">{nearOf(row)}</bdi>,
    },
    {
      key: 'days',
      head: text.days,
      cell: ({ days: [from, to] }) => range({ from, to }, locale.value.language),
    },
    { key: 'cost', head: text.cost, align: 'end', cell: ({ cost }) => money(cost) },
    {
      key: 'join',
      head: text.tools,
      align: 'end',
      cell: (row) => mayChange.value && isNamed(row) && <Join row={row} />,
    },
  ]
}

/** Whether it has a name that an alias may join; ids have none. */
function isNamed({ source, medium, campaign }: UnmatchedSpend): boolean {
  return [source, medium, campaign].some((name) => name !== null)
}

function Join({ row }: { row: UnmatchedSpend }) {
  const text = spendWords.value
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" aria-label={text.joinOf(nameOf(row))} onClick={() => setOpen(true)}>
        {text.join}
      </Button>
      {open && <JoinDialog row={row} onClose={() => setOpen(false)} />}
    </>
  )
}
