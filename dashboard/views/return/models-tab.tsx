import { Answered } from '../../blocks/answers/answered.tsx'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { Meaning } from '../../blocks/tables/meaning.tsx'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { showOption, view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { returnWords } from '../../texts/return.ts'
import { credit, money, times } from './amounts.ts'
import { type Attribution, levelInView, returnQuestion } from './asked.ts'
import { Crumbs } from './crumbs-nav.tsx'
import { type Earnings, earningsOf } from './earned.ts'
import { ModelOptions } from './model-options.tsx'
import { ModelsTable } from './models-table.tsx'
import { NoGoals } from './return-tab.tsx'
import { ChosenOnPaper, GoalMenu, LevelMenu, ModelMenu } from './return-tools.tsx'
import { rowName } from './row-name.ts'
import {
  greatestDifference,
  MEASURES,
  type Measure,
  type Side,
  sidesOf,
  sidesTable,
} from './side-by-side.ts'

function measureInView(): Measure {
  return MEASURES.find((one) => one === view.value.options.show) ?? 'conversions'
}

/** How a measure is written. */
export const TELL = {
  conversions: (value: number | null) => (value === null ? '–' : credit(value)),
  revenue: money,
  roas: times,
} satisfies Record<Measure, (value: number | null) => string>

/** What each model credits each row with, side by side, and what all of them go by. */
export function ModelsTab() {
  const text = returnWords.value
  const answered = useResource<Attribution>(() => returnQuestion(levelInView()))
  const measure = measureInView()
  if (goals.data.value?.length === 0) return <NoGoals />
  const answer = answered.data.value
  return (
    <div class="stack">
      <Card
        title={text.modelsTitle}
        explain={<Meaning of="model" />}
        tools={
          <>
            <GoalMenu />
            <ModelMenu />
          </>
        }
      >
        <ChosenOnPaper />
        <ModelOptions />
        <Answered of={answered} after={goals} meanwhile={<TableRoom rows={1} />}>
          {(found) => <Sentence answer={found} measure={measure} />}
        </Answered>
      </Card>
      {answer && (
        <Card
          title={text.sideBySide}
          flush
          head={<Crumbs />}
          tools={<Tools answer={answer} measure={measure} />}
        >
          <Answered of={answered} meanwhile={<TableRoom rows={10} />}>
            {(found) => <Table answer={found} measure={measure} />}
          </Answered>
        </Card>
      )}
    </div>
  )
}

interface ShownProps {
  answer: Attribution
  measure: Measure
}

function sidesIn({ answer, measure }: ShownProps): { earnings: Earnings; sides: Side[] } {
  const earnings = earningsOf(answer)
  return { earnings, sides: sidesOf(answer, earnings.rows, measure) }
}

function Tools({ answer, measure }: ShownProps) {
  const text = returnWords.value
  const { earnings, sides } = sidesIn({ answer, measure })
  return (
    <>
      <Segmented
        label={text.measure}
        value={measure}
        choices={MEASURES.map((value) => ({ value, name: text.measures[value] }))}
        onValue={(value) => showOption('show', value === 'conversions' ? undefined : value)}
      />
      <LevelMenu />
      <TableButton name="models" rows={sidesTable(sides, earnings.level)} />
    </>
  )
}

function Sentence({ answer, measure }: ShownProps) {
  const text = returnWords.value
  const { earnings, sides } = sidesIn({ answer, measure })
  const found = greatestDifference(sides)
  const tell = TELL[measure]
  return (
    <p class="sentence">
      {found
        ? text.differ(
            rowName(found, earnings.level),
            text.by(tell(found.low.value), text.models[found.low.model]),
            text.by(tell(found.high.value), text.models[found.high.model]),
          )
        : text.agree}
    </p>
  )
}

function Table({ answer, measure }: ShownProps) {
  const { earnings, sides } = sidesIn({ answer, measure })
  if (sides.length === 0) return <NothingHere />
  return (
    <ModelsTable
      earnings={earnings}
      sides={sides}
      totals={answer.totals}
      measure={measure}
      tell={TELL[measure]}
    />
  )
}
