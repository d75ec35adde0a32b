import { ShieldCheck } from 'lucide-preact'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { type AccountsAnswer, accountsTable } from '../../models/accounts.ts'
import { linkTo } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { riskColumns } from './account-columns.tsx'
import { areaInView } from './area-in-view.ts'
import { type Chosen, riskyOf } from './at-risk.ts'
import { courseInView } from './course-in-view.ts'
import { asOfOf } from './why.ts'

/** More are not read one by one: the list of all accounts has them. */
const MOST = 25

function titleOf({ course, area }: Chosen): string {
  const { riskyOf: titles, courses } = accountWords.value
  if (area) return titles.area
  return course === undefined ? titles.all : titles.course(courses[course])
}

function noneOf({ course, area }: Chosen): string {
  const text = accountWords.value
  if (area) return text.noneInArea
  return course === undefined ? text.noneRisky : text.noneOfCourse
}

/** Accounts at risk, those of most money first; or those of the course and of the part of the map that are chosen. */
export function RiskList({ answer }: { answer: AccountsAnswer }) {
  const text = accountWords.value
  const course = courseInView()
  const area = areaInView()
  const rows = riskyOf(answer.items, { course, area })
  const told = { scoring: answer.scoring, asOf: asOfOf(answer) }
  const title = titleOf({ course, area })
  const isAny = course === undefined && area === undefined
  return (
    <Card
      title={title}
      flush
      tools={
        <>
          {!area && <CsvButton request={accountsTable(course === undefined ? {} : { course })} />}
          <a class="link" href={linkTo('customers/accounts')}>
            {text.all}
          </a>
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          icon={<ShieldCheck size={22} aria-hidden="true" />}
          title={noneOf({ course, area })}
          hint={isAny ? text.noneRiskyHint : undefined}
        />
      ) : (
        <div class="accounts" data-list="risk" data-unpaid={answer.totals.mrr === 0 || undefined}>
          <DataTable
            caption={title}
            columns={riskColumns(told, {
              paid: answer.totals.mrr > 0,
              owned: answer.owners.length > 0,
            })}
            rows={area ? rows : rows.slice(0, MOST)}
            rowKey={({ account }) => account}
          />
        </div>
      )}
    </Card>
  )
}
