import { Sparkles } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { TypedOption } from '../../blocks/forms/typed-option.tsx'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import type { Resource } from '../../models/resource.ts'
import { mayChange } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, showOption, view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { chosenHabits, habitsRequest, WITHIN } from './asked-habits.ts'
import { draftOf, isPromising } from './habit-draft.ts'
import { Habits } from './habits.tsx'
import { RetentionWarnings } from './retention-warnings.tsx'

type Answer = ReportAnswer<'magic-number'>

/** What those who stayed did in their first days more than those who left. */
export function HabitsTab() {
  const text = journeyWords.value.retention
  const question = () => reportQuestion('magic-number', habitsRequest())
  const answered = useResource<Answer>(question)
  const { first, day_from, day_to } = chosenHabits()
  return (
    <Card title={text.habits} flush tools={<CsvButton request={question()?.key} />}>
      <div class="card-body">
        <HabitOptions />
        <p class="drill-note">
          {text.habitsHint(first, day_from, day_to)} {text.companions}{' '}
          {mayChange.value && <FindOut answer={answered.data.value} />}
        </p>
      </div>
      {isTooEarly(answered) ? (
        <NoHabits />
      ) : (
        <Answered of={answered} meanwhile={<TableRoom rows={8} />}>
          {({ rows, people, meta }) => (
            <>
              <RetentionWarnings meta={meta} />
              {rows.length === 0 ? <NoHabits /> : <Habits rows={rows} all={people} />}
            </>
          )}
        </Answered>
      )}
    </Card>
  )
}

function HabitOptions() {
  const text = journeyWords.value.retention
  const { first, stage, stages } = chosenHabits().chosen
  return (
    <div class="retention-options">
      <SelectField
        label={text.within}
        value={first}
        choices={WITHIN.map((value) => ({ value, name: value }))}
        onValue={(value) => showOption('within', value)}
      />
      <SelectField
        label={text.stage}
        value={stage}
        choices={stages.map((value) => ({ value, name: value }))}
        onValue={(value) => showOption('from', value)}
      />
      <TypedOption
        option="back"
        label={text.stayBy}
        placeholder={text.visit}
        title={journeyWords.value.paths.anchorHint}
      />
    </div>
  )
}

/** To an experiment about the habit that goes with staying most, if any does. */
function FindOut({ answer }: { answer: Answer | undefined }) {
  const best = answer?.rows.find(isPromising)
  const href = best ? draftOf(best) : linkTo('experiments/drafts', { options: { edit: 'new' } })
  return (
    <a class="link" href={href}>
      {journeyWords.value.retention.findOut}
    </a>
  )
}

const NOBODY = /^nobody came first in this period/u

/** Without filters it is only said of nobody that their days have not passed yet. */
function isTooEarly({ problem }: Resource<Answer>): boolean {
  const detail = problem.value?.details.detail ?? ''
  return NOBODY.test(detail) && view.value.filters.length === 0
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
