import { Sparkles } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Defined } from '../../blocks/tables/defined.tsx'
import { RowMenu } from '../../blocks/tables/row-menu.tsx'
import { ShareOf } from '../../blocks/tables/share-of.tsx'
import { full } from '../../format.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import type { Resource } from '../../models/resource.ts'
import { mayChange } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, linkTo, locale, showOption, view } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SelectField } from '../../parts/field.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { language, words } from '../../texts/texts.ts'

type Answer = ReportAnswer<'magic-number'>
type Row = Answer['rows'][number]

const WITHIN = ['1', '3', '7', '14'] as const
/** Days that are looked at after the first ones, by where they begin. */
const STAGES = { '7': 13, '14': 27, '28': 55 } as const
const FROM = ['7', '14', '28'] as const
/** Later ones may be chance. */
const SURE = 0.05

function chosen() {
  const { within, from } = view.value.options
  const first = WITHIN.find((one) => one === within) ?? '3'
  const later = FROM.filter((one) => Number(one) >= Number(first))
  const day_from = later.find((one) => one === from) ?? later[0] ?? '28'
  return { first, later, day_from }
}

/** What those who stayed did in their first days more than those who left. */
export function HabitsTab() {
  const text = journeyWords.value.retention
  const question = () => {
    const { first, day_from } = chosen()
    const retained = { day_from: Number(day_from), day_to: STAGES[day_from] }
    return reportQuestion('magic-number', {
      ...aloneRequest.value,
      retained,
      within_days: Number(first),
    })
  }
  const answered = useResource<Answer>(question)
  const { first, later, day_from } = chosen()
  return (
    <Card title={text.habits} flush tools={<CsvButton request={question()?.key} />}>
      <div class="card-body">
        <div class="retention-options">
          <SelectField
            label={text.within}
            value={first}
            choices={WITHIN.map((value) => ({ value, name: value }))}
            onValue={(value) => showOption('within', value)}
          />
          <SelectField
            label={text.stage}
            value={day_from}
            choices={later.map((value) => ({ value, name: value }))}
            onValue={(value) => showOption('from', value)}
          />
        </div>
        <p class="drill-note">
          {text.habitsHint(Number(first), Number(day_from), STAGES[day_from])} {text.companions}{' '}
          {mayChange.value && (
            <a class="link" href={linkTo('experiments/drafts', { options: { edit: 'new' } })}>
              {text.findOut}
            </a>
          )}
        </p>
      </div>
      {isTooEarly(answered) ? (
        <NoHabits />
      ) : (
        <Answered of={answered} meanwhile={<TableRoom rows={8} />}>
          {({ rows, people }) =>
            rows.length === 0 ? <NoHabits /> : <Habits rows={rows} all={people} />
          }
        </Answered>
      )}
    </Card>
  )
}

/** Without filters the report is only refused where nobody's days have passed yet. */
function isTooEarly({ problem }: Resource<Answer>): boolean {
  return problem.value?.status === 422 && view.value.filters.length === 0
}

function NoHabits() {
  const text = journeyWords.value.retention
  return (
    <EmptyState
      icon={<Sparkles size={22} aria-hidden="true" />}
      title={text.noHabits}
      hint={text.noHabitsHint}
    />
  )
}

function nameOf({ event, and, at_least }: Row): string {
  const text = journeyWords.value.retention
  const name = (one: string) => valueName('event', one, language.value, words.value)
  return and === undefined ? text.atLeast(name(event), at_least) : text.both(name(event), name(and))
}

/** Of one event what can be asked of it further; of two together nothing can. */
function Habit({ row }: { row: Row }) {
  const { event, and } = row
  const name = valueName('event', event, language.value, words.value)
  return (
    <div class="row-with-menu">
      <span>{nameOf(row)}</span>
      {and === undefined && <RowMenu dimension="event" value={event} name={name} />}
    </div>
  )
}

function Habits({ rows, all }: { rows: readonly Row[]; all: number }) {
  const text = journeyWords.value.retention
  return (
    <DataTable
      caption={text.habits}
      rows={rows.slice(0, 30)}
      rowKey={(row) => JSON.stringify([row.event, row.and])}
      columns={[
        { key: 'event', head: text.event, cell: (row) => <Habit row={row} /> },
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
      ]}
    />
  )
}
