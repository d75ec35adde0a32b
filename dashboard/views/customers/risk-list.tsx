import { ShieldCheck } from 'lucide-preact'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { type AccountsAnswer, accountsTable } from '../../models/accounts.ts'
import { linkTo } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { riskColumns } from './account-columns.tsx'
import { riskyOf } from './at-risk.ts'
import { courseInView } from './course-in-view.ts'
import { asOfOf } from './why.ts'

/** More are not read one by one: the list of all accounts has them. */
const MOST = 25

/** Accounts at risk, those of most money first; or those of the course that is chosen. */
export function RiskList({ answer }: { answer: AccountsAnswer }) {
  const text = accountWords.value
  const course = courseInView()
  const rows = riskyOf(answer.items, course)
  const told = { scoring: answer.scoring, asOf: asOfOf(answer) }
  const title = course === undefined ? text.riskyOf.all : text.riskyOf.course(text.courses[course])
  return (
    <Card
      title={title}
      flush
      tools={
        <>
          <CsvButton request={accountsTable(course === undefined ? {} : { course })} />
          <a class="link" href={linkTo('customers/accounts')}>
            {text.all}
          </a>
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          icon={<ShieldCheck size={22} aria-hidden="true" />}
          title={course === undefined ? text.noneRisky : text.noneOfCourse}
          hint={course === undefined ? text.noneRiskyHint : undefined}
        />
      ) : (
        <div class="accounts" data-list="risk" data-unpaid={answer.totals.mrr === 0 || undefined}>
          <DataTable
            caption={title}
            columns={riskColumns(told, {
              paid: answer.totals.mrr > 0,
              owned: answer.owners.length > 0,
            })}
            rows={rows.slice(0, MOST)}
            rowKey={({ account }) => account}
          />
        </div>
      )}
    </Card>
  )
}
