import { FlaskConical, Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { day } from '../../dates.ts'
import { full } from '../../format.ts'
import {
  type Experiment,
  experiments,
  onShelf,
  type Shelf,
  sinceOf,
} from '../../models/experiments.ts'
import { reportQuestion } from '../../models/report.ts'
import { mayChange } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Check, TextField } from '../../parts/field.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { problemWords } from '../../refusals.ts'
import { experimentWords } from '../../texts/experiments.ts'
import { verdictWord } from './verdict-words.ts'

/** Each asks a report: of the latest alone. */
const MOST_SAID = 20
/** From so many on one looks for them. */
const MANY = 8

/** The experiments of a shelf, each with its state and what it says. */
export function ExperimentList({ shelf }: { shelf: Shelf }) {
  const text = experimentWords.value
  const [find, setFind] = useState('')
  const [archived, setArchived] = useState(false)
  const all = experiments.data.value ?? []
  return (
    <Card title={text.all} flush tools={mayChange.value && <NewExperiment />}>
      <Answered of={experiments} meanwhile={<TableRoom rows={3} />}>
        {() => (
          <>
            {(all.length >= MANY ||
              find ||
              all.some((one) => one.archived) ||
              isDone(all, shelf)) && (
              <div class="experiments-find">
                <TextField label={text.find} type="search" value={find} onValue={setFind} />
                <Check label={text.archived} value={archived} onValue={setArchived} />
              </div>
            )}
            <Rows rows={onShelf(all, { shelf, find, archived })} />
          </>
        )}
      </Answered>
    </Card>
  )
}

/** What is done is an archive, which one looks through. */
function isDone(all: readonly Experiment[], shelf: Shelf): boolean {
  return shelf === 'experiments/done' && all.some(({ status }) => status === 'stopped')
}

function NewExperiment() {
  return (
    <a
      class="button"
      data-kind="primary"
      data-size="small"
      href={linkTo('experiments/drafts', { options: { edit: 'new' } })}
    >
      <Plus size={14} aria-hidden="true" />
      {experimentWords.value.add}
    </a>
  )
}

function Rows({ rows }: { rows: readonly Experiment[] }) {
  const { none, noneHint, columns, all, putAway } = experimentWords.value
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<FlaskConical size={22} aria-hidden="true" />}
        title={none}
        hint={noneHint}
      />
    )
  }
  return (
    <DataTable
      caption={all}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'name',
          head: columns.name,
          cell: ({ key, name, archived }) => (
            <>
              <a
                class="row-title"
                href={linkTo('experiments', { options: { experiment: key } })}
                title={name}
                dir="auto"
              >
                {name}
              </a>
              {archived && <small class="beside"> {putAway}</small>}
            </>
          ),
        },
        {
          key: 'state',
          head: columns.state,
          cell: ({ status }) => <State status={status} />,
        },
        {
          key: 'since',
          head: columns.since,
          cell: (one) => day(sinceOf(one).slice(0, 10), locale.value.language),
        },
        {
          key: 'says',
          head: columns.says,
          cell: (one) => (rows.indexOf(one) < MOST_SAID ? <Says experiment={one} /> : '–'),
        },
      ]}
    />
  )
}

export function State({ status }: Pick<Experiment, 'status'>) {
  return (
    <span class="experiment-state" data-status={status}>
      {experimentWords.value.states[status]}
    </span>
  )
}

/** How many people it has, and the word; asked of what has run alone. */
function Says({ experiment: { key, phases } }: { experiment: Experiment }) {
  const answered = useResource(() =>
    phases.length === 0 ? undefined : reportQuestion('experiment', { key }),
  )
  const refused = answered.problem.value
  if (refused) return <small class="beside">{problemWords(refused)}</small>
  const answer = answered.data.value
  if (answer === undefined) return phases.length === 0 ? '–' : '…'
  const { exposed } = experimentWords.value.health
  const people = exposed(full('count', answer.health.units, locale.value))
  return (
    <>
      <b>{verdictWord(answer)}</b> <small class="beside">{people}</small>
    </>
  )
}
