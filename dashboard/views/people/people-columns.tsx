import { Face } from '../../blocks/people/face.tsx'
import { instant } from '../../dates.ts'
import { full } from '../../format.ts'
import { ownId, type PeopleRow, personPage } from '../../models/people.ts'
import { site } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import type { Column } from '../../parts/data-table.tsx'
import { peopleWords } from '../../texts/people.ts'
import { language, words } from '../../texts/texts.ts'

/** What the list says of each person. */
export function peopleColumns(): Column<PeopleRow>[] {
  const text = peopleWords.value.columns
  return [
    { key: 'person', head: text.person, cell: (row) => <Person row={row} /> },
    { key: 'seen', head: text.seen, sortable: true, cell: ({ last_seen }) => moment(last_seen) },
    { key: 'first', head: text.first, cell: (row) => <FirstCame row={row} /> },
    { ...number('visits', text.visits), sortable: true },
    number('events', text.events),
    number('conversions', text.conversions),
    {
      key: 'revenue',
      head: text.revenue,
      align: 'end',
      sortable: true,
      cell: ({ revenue }) =>
        revenue === 0 ? <Nothing text="–" /> : full('money', revenue, locale.value),
    },
    { key: 'place', head: text.place, cell: ({ country }) => named('country', country) },
    {
      key: 'device',
      head: text.device,
      cell: ({ device, browser }) =>
        // `Mobile · Mobile Safari` says one thing twice.
        [named('device', device), browser?.replace(/^Mobile /u, '')].filter(Boolean).join(' · '),
    },
  ]
}

function number(key: 'visits' | 'events' | 'conversions', head: string): Column<PeopleRow> {
  const cell = (row: PeopleRow) =>
    row[key] === 0 ? <Nothing /> : full('count', row[key], locale.value)
  return { key, head, align: 'end', cell }
}

/** A zero that lets the other numbers speak. */
function Nothing({ text = '0' }: { text?: string }) {
  return <span class="nothing">{text}</span>
}

function named(dimension: 'country' | 'device' | 'channel', value: string | null) {
  return value === null ? null : valueName(dimension, value, language.value, words.value)
}

function moment(at: string): string {
  const options = { language: locale.value.language, day: true }
  return instant(at, site.value?.timezone ?? 'UTC', options)
}

function Person({ row }: { row: PeopleRow }) {
  const text = peopleWords.value
  return (
    <a class="person-link" href={linkTo(personPage(row.id))}>
      <Face knownBy={row.known_by} />
      <span class="two-lines">
        <b dir="auto" title={ownId(row.id)}>
          {ownId(row.id)}
        </b>
        <small dir="auto">{row.account ?? text.knownBy[row.known_by]}</small>
      </span>
    </a>
  )
}

function FirstCame({ row }: { row: PeopleRow }) {
  const source = row.first_source === 'direct' ? null : row.first_source
  return (
    <span class="two-lines">
      {named('channel', row.first_channel)}
      {source && <small>{source}</small>}
    </span>
  )
}
