import { useComputed, useSignal } from '@preact/signals'
import { UsersRound } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { Find } from '../../blocks/tables/find.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { count, full } from '../../format.ts'
import {
  type PeopleAnswer,
  type PeopleOrder,
  peopleQuestion,
  peopleTable,
} from '../../models/people.ts'
import { site } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, locale, showOption, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { peopleWords } from '../../texts/people.ts'
import { DayOnly } from './day-only.tsx'
import { peopleColumns } from './people-columns.tsx'

/** Option of the address: what the user ids begin with. */
const SEARCH = 'search'

/** Of the list, by the key of the column. */
const ORDERS: Readonly<Record<string, PeopleOrder | undefined>> = {
  visits: 'visits',
  revenue: 'revenue',
}

function keyOf(sort: PeopleOrder): string {
  return sort === 'last_seen' ? 'seen' : sort
}

function number(people: number | null): string {
  return full('count', people, locale.value)
}

/** Everybody who came in the period. */
export function PeopleList() {
  const text = peopleWords.value
  const search = useComputed(() => view.value.options[SEARCH] ?? '')
  const sort = useComputed(() => ORDERS[view.value.options.order ?? ''] ?? 'last_seen')
  const asked = useComputed(
    () => `${sort.value} ${search.value} ${JSON.stringify(commonRequest.value)}`,
  )
  // Pages shown of what is asked; another question begins at its first page.
  const shown = useSignal({ asked: asked.value, pages: 1 })
  const pages = useComputed(() => (shown.value.asked === asked.value ? shown.value.pages : 1))
  const wanted = useComputed(() => ({ search: search.value, sort: sort.value }))
  const found = useResource<PeopleAnswer>(() => peopleQuestion(wanted.value, pages.value))
  return (
    <Page title={text.title} timed alone>
      <div class="stack">
        {site.value?.identity === 'cookieless' && <DayOnly />}
        <Card
          title={text.list}
          flush
          tools={
            <>
              <Find option={SEARCH} label={text.search} />
              <CsvButton request={peopleTable(wanted.value)} />
            </>
          }
        >
          <div class="people">
            <Answered of={found} meanwhile={<ListSkeleton />}>
              {(answer) => (
                <Rows
                  answer={answer}
                  sought={search.value !== ''}
                  sort={sort.value}
                  onMore={() => {
                    shown.value = { asked: asked.value, pages: pages.value + 1 }
                  }}
                />
              )}
            </Answered>
          </div>
        </Card>
      </div>
    </Page>
  )
}

function ListSkeleton() {
  return (
    <div class="card-body">
      <SkeletonRows rows={10} height="2.75rem" />
    </div>
  )
}

interface RowsProps {
  answer: PeopleAnswer
  sought: boolean
  sort: PeopleOrder
  onMore: () => void
}

function Rows({ answer, sought, sort, onMore }: RowsProps) {
  const text = peopleWords.value
  if (answer.rows.length === 0) return sought ? <NobodyFound /> : <NothingHere />
  return (
    <>
      <p class="drill-note card-note">{text.all(count(answer.total ?? 0, locale.value))}</p>
      <DataTable
        caption={text.list}
        columns={peopleColumns()}
        rows={answer.rows}
        rowKey={({ id }) => id}
        order={{ key: keyOf(sort), direction: 'desc' }}
        onOrder={({ key }) => showOption('order', key === 'seen' ? undefined : key)}
      />
      {answer.next !== null && (
        <div class="more">
          <span class="drill-note">
            {text.shown(number(answer.rows.length), number(answer.total))}
          </span>
          <Button size="small" kind="ghost" onClick={onMore}>
            {text.more}
          </Button>
        </div>
      )}
    </>
  )
}

function NobodyFound() {
  const text = peopleWords.value
  return (
    <EmptyState
      icon={<UsersRound size={22} aria-hidden="true" />}
      title={text.nobodyFound}
      hint={text.nobodyFoundHint}
    />
  )
}
