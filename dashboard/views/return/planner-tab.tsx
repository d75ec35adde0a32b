import { Route } from 'lucide-preact'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { TargetCard } from '../../blocks/targets/target-card.tsx'
import { type PlanAnswer, planDraft, planRequest } from '../../models/plan.ts'
import { reportQuestion } from '../../models/report.ts'
import { mayChange } from '../../models/sites.ts'
import { isAimed } from '../../models/target.ts'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, linkTo, today, view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { plannerWords } from '../../texts/planner.ts'
import { PlanRows } from './plan-rows.tsx'
import { PlanSentence } from './plan-sentence.tsx'
import { PlanTarget } from './plan-target.tsx'
import { PlanWarnings } from './plan-warnings.tsx'
import { SaveTarget } from './save-target.tsx'
import { Staircase } from './staircase.tsx'

/** The plan that the address asks for; undefined until the goals are known, and where there is none. */
function draftInView() {
  const known = goals.data.value
  return known && planDraft(view.value.options, known, today.value)
}

function question() {
  const draft = draftInView()
  const { period } = aloneRequest.value
  return draft && reportQuestion('plan', { period, ...planRequest(draft) })
}

/** Back from a target through the site's own rates: which visits and what spend it takes. */
export function PlannerTab() {
  const text = plannerWords.value
  const answered = useResource<PlanAnswer>(question)
  const draft = draftInView()
  const aimed = goals.data.value?.filter(isAimed).find(({ name }) => name === draft?.stages.at(-1))
  if (goals.data.value?.length === 0) return <NoGoals />
  return (
    <div class="stack">
      <Card
        title={text.title}
        tools={
          <>
            {draft && <SaveTarget answer={answered.data.value} draft={draft} />}
            <CsvButton request={question()?.key} />
          </>
        }
      >
        <Answered
          of={answered}
          after={goals}
          meanwhile={<Skeleton height={draft?.capacity ? '7rem' : '3rem'} />}
        >
          {(answer) =>
            isNothing(answer) ? (
              <Nobody />
            ) : (
              draft && (
                <>
                  <PlanSentence answer={answer} draft={draft} />
                  <PlanWarnings answer={answer} draft={draft} />
                </>
              )
            )
          }
        </Answered>
        {draft && <PlanTarget draft={draft} answer={answered.data.value} />}
      </Card>
      {aimed && <TargetCard goal={aimed} />}
      {hasMore(answered, isNothing, goals) && (
        <>
          <Card title={text.stairs}>
            <Answered of={answered} meanwhile={<Skeleton height="14rem" />}>
              {(answer) => draft && <Staircase answer={answer} draft={draft} />}
            </Answered>
          </Card>
          <Card title={text.rows} flush>
            <Answered of={answered} meanwhile={<Skeleton height="14rem" />}>
              {(answer) => <PlanRows answer={answer} />}
            </Answered>
          </Card>
        </>
      )}
    </div>
  )
}

/** As much as before, of nothing. */
function isNothing({ target }: PlanAnswer): boolean {
  return target.units === 0
}

function Nobody() {
  const text = plannerWords.value
  return (
    <EmptyState
      icon={<Route size={22} aria-hidden="true" />}
      title={text.nobody}
      hint={text.nobodyHint}
    />
  )
}

function NoGoals() {
  const text = plannerWords.value
  return (
    <Card title={text.title}>
      <EmptyState
        icon={<Route size={22} aria-hidden="true" />}
        title={text.noGoals}
        hint={text.noGoalsHint}
      >
        {mayChange.value && (
          <a class="link" href={linkTo('settings/goals')}>
            {text.addGoal}
          </a>
        )}
      </EmptyState>
    </Card>
  )
}
