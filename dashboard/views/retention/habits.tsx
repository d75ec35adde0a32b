import { Defined } from '../../blocks/tables/defined.tsx'
import { RowMenu } from '../../blocks/tables/row-menu.tsx'
import { ShareOf } from '../../blocks/tables/share-of.tsx'
import { full } from '../../format.ts'
import { mayChange } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { valueName, wholeName } from '../../names.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { language, words } from '../../texts/texts.ts'
import { draftOf, type Habit, habitName, isPromising, SURE } from './habit-draft.ts'

const SHOWN = 30

/** What people did, how many who did stayed, and what that amounts to. */
export function Habits({ rows, all }: { rows: readonly Habit[]; all: number }) {
  const text = journeyWords.value.retention
  return (
    <DataTable
      caption={text.habits}
      rows={rows.slice(0, SHOWN)}
      rowKey={(row) => JSON.stringify([row.event, row.and])}
      columns={[
        { key: 'event', head: text.event, cell: (row) => <HabitCell habit={row} /> },
        {
          key: 'people',
          head: text.did,
          align: 'end',
          explain: <Defined of="didFirst" />,
          cell: ({ people }) => full('count', people, locale.value),
        },
        {
          key: 'with',
          head: text.stayWith,
          align: 'end',
          explain: <Defined of="stayWith" />,
          cell: ({ people, share_retained_with: share }) => (
            <ShareOf part={Math.round(share * people)} whole={people} />
          ),
        },
        {
          key: 'without',
          head: text.stayWithout,
          align: 'end',
          explain: <Defined of="stayWithout" />,
          cell: ({ people, share_retained_without: share }) => (
            <ShareOf part={Math.round(share * (all - people))} whole={all - people} />
          ),
        },
        {
          key: 'phi',
          head: text.phi,
          align: 'end',
          explain: <Defined of="phi" />,
          cell: ({ phi, interval }) => (
            <span title={`${interval[0].toFixed(2)} … ${interval[1].toFixed(2)}`}>
              {phi.toFixed(2)}
            </span>
          ),
        },
        {
          key: 'verdict',
          head: text.verdict,
          explain: <Defined of="verdict" />,
          cell: ({ verdict, q }) => (q < SURE ? text.verdicts[verdict] : text.chance),
        },
        ...(mayChange.value ? [draftColumn()] : []),
      ]}
    />
  )
}

/** Of one event what can be asked of it further; of two together nothing can. */
function HabitCell({ habit }: { habit: Habit }) {
  const { event, and } = habit
  const reader = [language.value, words.value] as const
  const name = valueName('event', event, ...reader)
  return (
    <div class="row-with-menu">
      <span title={and === undefined ? wholeName('event', event, ...reader) : undefined}>
        {habitName(habit)}
      </span>
      {and === undefined && <RowMenu dimension="event" value={event} name={name} />}
    </div>
  )
}

/** From what goes with staying to what would tell whether it makes people stay. */
function draftColumn(): Column<Habit> {
  const text = journeyWords.value.retention
  return {
    key: 'draft',
    head: text.draft.head,
    cell: (habit) =>
      isPromising(habit) ? (
        <a class="link" href={draftOf(habit)} aria-label={text.draft.of(habitName(habit))}>
          {text.draft.link}
        </a>
      ) : null,
  }
}
