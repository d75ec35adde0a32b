import { Answered } from '../../blocks/answers/answered.tsx'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { count } from '../../format.ts'
import type { Resource } from '../../models/resource.ts'
import { linkTo, locale, view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { returnWords } from '../../texts/return.ts'
import { money } from './amounts.ts'
import { type Attribution, creditedGoal } from './asked.ts'
import { Crumbs } from './crumbs-nav.tsx'
import { type Earnings, earningsOf } from './earned.ts'
import { earnedColumns } from './earned-columns.tsx'
import { earnedTable } from './earned-table.ts'
import { LevelMenu } from './return-tools.tsx'

const MOST = 100

/** What each row cost and brought, and the way down to what it consists of. */
export function EarnedCard({ answered }: { answered: Resource<Attribution> }) {
  const text = returnWords.value
  const answer = answered.data.value
  return (
    <Card
      title={text.table}
      flush
      head={<Crumbs />}
      tools={
        <>
          <LevelMenu />
          {answer && (
            <TableButton name="return" rows={earnedTable(earningsOf(answer), answer.saturation)} />
          )}
        </>
      }
    >
      <Answered of={answered} meanwhile={<TableRoom rows={10} />}>
        {(found) => <Rows answer={found} />}
      </Answered>
    </Card>
  )
}

function Rows({ answer }: { answer: Attribution }) {
  const text = returnWords.value
  const earnings = earningsOf(answer)
  const shown = earnings.rows.slice(0, MOST)
  if (shown.length === 0) return <NothingHere />
  return (
    <>
      <div class="earned" data-earns={earnings.earns || undefined}>
        <DataTable
          caption={text.table}
          rows={shown}
          rowKey={({ value, kind }) => JSON.stringify([value, kind])}
          columns={earnedColumns(earnings, answer.saturation)}
        />
      </div>
      <Notes answer={answer} earnings={earnings} shown={shown.length} />
    </>
  )
}

interface NotesProps {
  answer: Attribution
  earnings: Earnings
  shown: number
}

/** What the rows leave out, what of their spend found no visits, and what they add up to. */
function Notes({ answer, earnings, shown }: NotesProps) {
  const text = returnWords.value
  const more = answer.row_count - shown
  const unvisited = answer.unmatched_spend.reduce((sum, { cost }) => sum + cost, 0)
  return (
    <div class="drill-note foot-note">
      {isMixed(earnings) && <p>{text.mixed}</p>}
      {more > 0 && <p>{text.more(count(more, locale.value))}</p>}
      {unvisited > 0 && (
        <p>
          {text.unvisitedNote(money(unvisited))}{' '}
          <a class="link" href={linkTo('return/spend')}>
            {text.match}
          </a>
        </p>
      )}
      <Reconciled revenue={earnings.total.revenue} />
    </div>
  )
}

/** Rows below the channel without one chosen, such as google: ads and search results. */
function isMixed({ level, paid }: Earnings): boolean {
  const hasChannel = view.value.filters.some((filter) => filter[1] === 'channel')
  return level !== 'channel' && paid.cost > 0 && !hasChannel
}

/** The way to the same sum on the Overview; filters on visits mean something else there. */
function Reconciled({ revenue }: { revenue: number }) {
  const text = returnWords.value
  if (view.value.filters.length > 0 || revenue === 0) return null
  const goal = creditedGoal()
  return (
    <p>
      {goal ? text.reconciledOf(goal.name, money(revenue)) : text.reconciled(money(revenue))}{' '}
      <a class="link" href={linkTo('')}>
        {text.toOverview}
      </a>
    </p>
  )
}
