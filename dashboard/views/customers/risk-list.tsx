import { ShieldCheck } from 'lucide-preact'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { full } from '../../format.ts'
import {
  type AccountRow,
  type AccountsAnswer,
  accountsTable,
  type Course,
} from '../../models/accounts.ts'
import { linkTo, locale } from '../../models/view.ts'
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
  const chosen = { course: courseInView(), area: areaInView() }
  const { course, area } = chosen
  const rows = riskyOf(answer.items, chosen)
  const ofCourse: { course?: Course } = course === undefined ? {} : { course }
  const isAny = course === undefined && area === undefined
  return (
    <Card
      title={titleOf(chosen)}
      flush
      tools={
        <>
          {!area && <CsvButton request={accountsTable(ofCourse)} />}
          <a class="link" href={linkTo('customers/accounts', { options: ofCourse })}>
            {text.all}
          </a>
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          icon={<ShieldCheck size={22} aria-hidden="true" />}
          title={noneOf(chosen)}
          hint={isAny ? text.noneRiskyHint : undefined}
        />
      ) : (
        <Rows answer={answer} rows={rows} chosen={chosen} />
      )}
    </Card>
  )
}

interface RowsProps {
  answer: AccountsAnswer
  rows: readonly AccountRow[]
  chosen: Chosen
}

/** Of a box all are listed: no other list has them. */
function Rows({ answer, rows, chosen }: RowsProps) {
  const { scoring, totals, owners } = answer
  const isCut = chosen.area === undefined && rows.length > MOST
  return (
    <div class="accounts" data-list="risk" data-unpaid={totals.mrr === 0 || undefined}>
      <DataTable
        caption={titleOf(chosen)}
        columns={riskColumns(
          { scoring, asOf: asOfOf(answer) },
          { paid: totals.mrr > 0, owned: owners.length > 0 },
        )}
        rows={isCut ? rows.slice(0, MOST) : rows}
        rowKey={({ account }) => account}
      />
      {isCut && (
        <p class="more drill-note">
          {accountWords.value.firstOnes(full('count', MOST, locale.value))}
        </p>
      )}
    </div>
  )
}
