import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { PeopleThere, SHOWN } from '../../blocks/funnels/people-there.tsx'
import type { ReportAnswer } from '../../models/report.ts'
import {
  chosenStage,
  STAGE_STATES,
  stagePeopleQuestion,
  stagePeopleTable,
} from '../../models/stages.ts'
import { useResource } from '../../models/use-resource.ts'
import { showOption } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'

/** Who came to a stage, or may still, and what they did then; nothing while no bar is chosen. */
export function StagePeople() {
  const answered = useResource<ReportAnswer<'stages/people'>>(() => stagePeopleQuestion(SHOWN))
  const chosen = chosenStage.value
  if (!chosen) return null
  const text = words.value.funnels
  const { goal, place, state } = chosen
  return (
    <Card title={text.people[state](goal)} tools={<CsvButton request={stagePeopleTable()} />}>
      {place > 0 && (
        <div class="who-states">
          <Segmented
            label={text.who}
            value={state}
            choices={STAGE_STATES.map((value) => ({ value, name: text.states[value] }))}
            onValue={(value) => showOption('who', value === 'reached' ? undefined : value)}
          />
        </div>
      )}
      <Answered of={answered} meanwhile={<SkeletonRows rows={SHOWN} />}>
        {(answer) => <PeopleThere answer={answer} state={state} />}
      </Answered>
    </Card>
  )
}
