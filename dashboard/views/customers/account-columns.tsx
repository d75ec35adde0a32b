import { Sparkline } from '../../charts/sparkline.tsx'
import { instant } from '../../dates.ts'
import { count, full } from '../../format.ts'
import { type AccountRow, accountPage } from '../../models/accounts.ts'
import { site } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import type { Column } from '../../parts/data-table.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { language, words } from '../../texts/texts.ts'
import { AccountMeaning } from './account-meaning.tsx'
import { siteDay } from './site-day.ts'
import { partsLine, reasonWords, type Scoring, score } from './why.ts'
import { money } from './worth.ts'

type Columns = Column<AccountRow>[]

interface Told {
  scoring: Scoring
  asOf: string
}

/** What a list need not say of each: of a site where nobody pays, or where nobody looks after any. */
interface Known {
  paid: boolean
  owned: boolean
}

/** What the list of those at risk says of each. */
export function riskColumns(told: Told, { paid, owned }: Known): Columns {
  const { columns } = accountWords.value
  return [
    nameColumn(),
    ...(paid ? [worthColumn()] : []),
    healthColumn(),
    {
      key: 'why',
      head: columns.why,
      explain: <AccountMeaning of="why" />,
      cell: (row) => <Why row={row} told={told} />,
    },
    ...(paid ? [renewalColumn()] : []),
    courseColumn(),
    ...(owned ? [ownerColumn()] : []),
  ]
}

/** What the list of all accounts says of each. */
export function accountColumns({ paid, owned }: Known): Columns {
  const { columns, states, noState } = accountWords.value
  return [
    nameColumn(),
    {
      key: 'state',
      head: columns.state,
      cell: ({ state }) =>
        state === null ? (
          <Nothing text={noState} />
        ) : (
          <span data-state={state}>{states[state]}</span>
        ),
    },
    { ...worthColumn(), sortable: true },
    { ...healthColumn(), sortable: true },
    courseColumn(),
    ...(paid ? [{ ...renewalColumn(), sortable: true }] : []),
    {
      key: 'people',
      head: columns.people,
      align: 'end',
      sortable: true,
      cell: ({ people, seats }) => <People people={people} seats={seats} />,
    },
    {
      key: 'temperature',
      head: columns.temperature,
      align: 'end',
      sortable: true,
      explain: <AccountMeaning of="temperature" />,
      cell: ({ temperature }) => score(temperature),
    },
    { key: 'last_seen', head: columns.seen, sortable: true, cell: (row) => <Seen row={row} /> },
    { key: 'channel', head: columns.channel, cell: (row) => <FirstCame row={row} /> },
    ...(owned ? [ownerColumn()] : []),
  ]
}

function nameColumn(): Column<AccountRow> {
  return {
    key: 'account',
    head: accountWords.value.columns.account,
    cell: ({ account }) => (
      <a class="account-link" href={linkTo(accountPage(account))} dir="auto" title={account}>
        {account}
      </a>
    ),
  }
}

function worthColumn(): Column<AccountRow> {
  return {
    key: 'mrr',
    head: accountWords.value.columns.worth,
    align: 'end',
    cell: ({ mrr }) => (mrr === 0 ? <Nothing text="–" /> : money(mrr)),
  }
}

function healthColumn(): Column<AccountRow> {
  const text = accountWords.value
  return {
    key: 'health',
    head: text.columns.health,
    align: 'end',
    explain: <AccountMeaning of="health" />,
    cell: ({ health, trend }) => (
      <span class="health-cell" title={text.weeks(score(health))}>
        <Sparkline values={trend} />
        {score(health)}
      </span>
    ),
  }
}

function courseColumn(): Column<AccountRow> {
  const text = accountWords.value
  return {
    key: 'course',
    head: text.columns.course,
    explain: <AccountMeaning of="course" />,
    cell: ({ course }) => course && <CourseName course={course} />,
  }
}

/** With the colour that it has on the map. */
export function CourseName({ course }: { course: NonNullable<AccountRow['course']> }) {
  return (
    <span class="course-name">
      <i class="course-dot" data-kind={course} aria-hidden="true" />
      {accountWords.value.courses[course]}
    </span>
  )
}

function renewalColumn(): Column<AccountRow> {
  return {
    key: 'renews_in',
    head: accountWords.value.columns.renewal,
    leastFirst: true,
    cell: (row) => <Renewal of={row} />,
  }
}

/** Its day, and how far that is. */
export function Renewal({ of }: { of: Pick<AccountRow, 'renews_at' | 'renews_in'> }) {
  const { renews_at, renews_in } = of
  if (renews_at === null || renews_in === null) return null
  return (
    <span class="two-lines">
      {siteDay(renews_at)}
      <small>{accountWords.value.renewsIn(count(renews_in, locale.value))}</small>
    </span>
  )
}

function ownerColumn(): Column<AccountRow> {
  return {
    key: 'owner',
    head: accountWords.value.columns.owner,
    cell: ({ owner }) => <span dir="auto">{owner}</span>,
  }
}

function Why({ row, told }: { row: AccountRow; told: Told }) {
  return (
    <span class="why">
      {row.at_risk.map((reason) => (
        <b key={JSON.stringify(reason)}>{reasonWords(reason)}</b>
      ))}
      <small>{partsLine(row, told)}</small>
    </span>
  )
}

function People({ people, seats }: Pick<AccountRow, 'people' | 'seats'>) {
  const number = (value: number) => full('count', value, locale.value)
  if (seats === null) return <Nothing text={number(people)} />
  return (
    <>
      {number(people)}
      <span class="nothing"> / {number(Math.round(seats))}</span>
    </>
  )
}

function Seen({ row: { last_seen } }: { row: AccountRow }) {
  if (last_seen === null) return <Nothing text={accountWords.value.parts.never} />
  const options = { language: locale.value.language, day: true }
  return <>{instant(last_seen, site.value?.timezone ?? 'UTC', options)}</>
}

/** How the first of its people came first. */
export function FirstCame({ row: { first_channel, first_source } }: { row: AccountRow }) {
  if (!first_channel) return null
  const source = first_source === 'direct' ? null : first_source
  return (
    <span class="two-lines">
      {valueName('channel', first_channel, language.value, words.value)}
      {source && <small>{source}</small>}
    </span>
  )
}

/** What lets the rest of a row speak. */
function Nothing({ text }: { text: string }) {
  return <span class="nothing">{text}</span>
}
