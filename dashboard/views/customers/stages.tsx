import { Milestone } from 'lucide-preact'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { Means } from '../../blocks/tables/means.tsx'
import { isKnown } from '../../models/resource.ts'
import { mayChange } from '../../models/sites.ts'
import {
  chosenStage,
  type StagesAnswer,
  stagesInView,
  stagesQuestion,
} from '../../models/stages.ts'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { stageWords } from '../../texts/stages.ts'
import { words } from '../../texts/texts.ts'
import { StageBars } from './stage-bars.tsx'
import { StageChoice } from './stage-choice.tsx'
import { StagePeople } from './stage-people.tsx'
import { StageSummary } from './stage-summary.tsx'
import { StageTouches } from './stage-touches.tsx'

/** How far people come on the way from lead to won, how fast, and what that is worth. */
export function Stages() {
  const answered = useResource<StagesAnswer>(stagesQuestion)
  const chosen = stagesInView.value
  return (
    <Page title={words.value.nav.customers} timed alone>
      <div class="stack">
        {chosen && chosen.unknown.length > 0 && <Unread names={chosen.unknown} />}
        <Card title={stageWords.value.title} flush>
          {goals.data.value && !chosen ? (
            <FewGoals />
          ) : (
            <Answered of={answered} after={goals} meanwhile={<Room />}>
              {(answer) => (isNothing(answer) ? <Nobody /> : <StageSummary answer={answer} />)}
            </Answered>
          )}
        </Card>
        {/* What comes later would push down what stands below it. */}
        {chosen && isKnown(answered) && <Rest answered={answered} stages={chosen.stages} />}
      </div>
    </Page>
  )
}

function isNothing({ stages }: StagesAnswer): boolean {
  return stages[0]?.people === 0
}

interface RestProps {
  answered: ReturnType<typeof useResource<StagesAnswer>>
  stages: readonly string[]
}

/** Where the question was refused or nobody came, other stages may be chosen. */
function Rest({ answered, stages }: RestProps) {
  const text = stageWords.value
  const isTold = answered.data.value !== undefined && hasMore(answered, isNothing)
  return (
    <>
      {isTold && (
        <Card
          title={text.bars}
          explain={<Means of={text.meanings.bars} />}
          tools={<CsvButton request={stagesQuestion()?.key} />}
        >
          <Answered of={answered} meanwhile={null}>
            {({ stages: told }) => (
              <>
                <StageBars stages={told} />
                {!chosenStage.value && <p class="drill-note">{text.chooseBar}</p>}
              </>
            )}
          </Answered>
        </Card>
      )}
      {isTold && <StagePeople />}
      <Card title={text.choose}>
        <StageChoice stages={stages} names={(goals.data.value ?? []).map(({ name }) => name)} />
      </Card>
      {isTold && <StageTouches />}
    </>
  )
}

function Unread({ names }: { names: readonly string[] }) {
  const list = new Intl.ListFormat(locale.value.language, { type: 'unit' })
  return <Notice tone="warn">{stageWords.value.unread(list.format(names))}</Notice>
}

function Room() {
  return (
    <div class="return-room" aria-hidden="true">
      <Skeleton width="60%" height="1.5rem" />
      <Skeleton height="5rem" />
    </div>
  )
}

/** A goal alone leads nowhere. */
function FewGoals() {
  const text = stageWords.value
  return (
    <EmptyState
      icon={<Milestone size={22} aria-hidden="true" />}
      title={text.fewGoals}
      hint={text.fewGoalsHint}
    >
      {mayChange.value && (
        <a class="button" href={linkTo('settings/goals')}>
          {words.value.events.addGoal}
        </a>
      )}
    </EmptyState>
  )
}

function Nobody() {
  const text = stageWords.value
  const [first = ''] = stagesInView.value?.stages ?? []
  return (
    <EmptyState
      icon={<Milestone size={22} aria-hidden="true" />}
      title={text.nobody(first)}
      hint={text.nobodyHint}
    />
  )
}
