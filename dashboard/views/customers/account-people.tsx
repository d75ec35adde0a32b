import { Answered } from '../../blocks/answers/answered.tsx'
import { Face } from '../../blocks/people/face.tsx'
import { instant } from '../../dates.ts'
import { count, full } from '../../format.ts'
import type { Reason } from '../../models/accounts.ts'
import { ownId, type PeopleAnswer, type PeopleRow, personPage } from '../../models/people.ts'
import type { Resource } from '../../models/resource.ts'
import { site } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { accountWords } from '../../texts/accounts.ts'

interface AccountPeopleProps {
  account: string
  answered: Resource<PeopleAnswer>
  reasons: readonly Reason[]
}

/** Whoever of it ever came, the latest seen first; who did much and has gone quiet is marked. */
export function AccountPeople({ account, answered, reasons }: AccountPeopleProps) {
  const text = accountWords.value
  const people = linkTo('customers/people', {
    period: 'all',
    filters: [['is', 'account', [account]]],
  })
  return (
    <Card
      title={text.who}
      flush
      tools={
        <a class="link" href={people}>
          {text.allPeople}
        </a>
      }
    >
      <Answered of={answered} meanwhile={<TableRoom rows={3} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="drill-note card-note">{text.nobodyIn}</p>
          ) : (
            <Rows rows={rows} reasons={reasons} />
          )
        }
      </Answered>
    </Card>
  )
}

function Rows({ rows, reasons }: { rows: readonly PeopleRow[]; reasons: readonly Reason[] }) {
  const text = accountWords.value
  const head = text.whoColumns
  const number = (value: number) => full('count', value, locale.value)
  return (
    <DataTable
      caption={text.who}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'person',
          head: head.person,
          cell: (row) => <Person row={row} reasons={reasons} />,
        },
        { key: 'seen', head: head.seen, cell: ({ last_seen }) => moment(last_seen) },
        { key: 'visits', head: head.visits, align: 'end', cell: ({ visits }) => number(visits) },
        { key: 'events', head: head.events, align: 'end', cell: ({ events }) => number(events) },
      ]}
    />
  )
}

function Person({ row, reasons }: { row: PeopleRow; reasons: readonly Reason[] }) {
  const text = accountWords.value
  const quiet = reasons.find((one) => one.why === 'person_silent' && one.person === row.id)
  return (
    <a class="person-link" href={linkTo(personPage(row.id))}>
      <Face knownBy={row.known_by} />
      <span class="two-lines">
        <b dir="auto">{ownId(row.id)}</b>
        {quiet?.why === 'person_silent' && (
          <small data-tone="bad">
            {text.silentFor(
              full('rate', quiet.share, locale.value),
              count(quiet.days, locale.value),
            )}
          </small>
        )}
      </span>
    </a>
  )
}

function moment(at: string): string {
  const options = { language: locale.value.language, day: true }
  return instant(at, site.value?.timezone ?? 'UTC', options)
}
