import { useComputed, useSignal } from '@preact/signals'
import { UsersRound } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { Find } from '../../blocks/tables/find.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { type PeopleAnswer, peopleQuestion, peopleTable } from '../../models/people.ts'
import { site } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, view } from '../../models/view.ts'
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

/** Everybody who came in the period. */
export function PeopleList() {
  const text = peopleWords.value
  const search = useComputed(() => view.value.options[SEARCH] ?? '')
  const asked = useComputed(() => `${search.value} ${JSON.stringify(commonRequest.value)}`)
  // Pages shown of what is asked; another question begins at its first page.
  const shown = useSignal({ asked: asked.value, pages: 1 })
  const pages = useComputed(() => (shown.value.asked === asked.value ? shown.value.pages : 1))
  const found = useResource<PeopleAnswer>(() => peopleQuestion(search.value, pages.value))
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
              <CsvButton request={peopleTable(search.value)} />
            </>
          }
        >
          <div class="people">
            <Answered of={found} meanwhile={<ListSkeleton />}>
              {(answer) => (
                <Rows
                  answer={answer}
                  sought={search.value !== ''}
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
  onMore: () => void
}

function Rows({ answer, sought, onMore }: RowsProps) {
  const text = peopleWords.value
  if (answer.rows.length === 0) return sought ? <NobodyFound /> : <NothingHere />
  return (
    <>
      <DataTable
        caption={text.list}
        columns={peopleColumns()}
        rows={answer.rows}
        rowKey={({ id }) => id}
      />
      {answer.next !== null && (
        <div class="more">
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
