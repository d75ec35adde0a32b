import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { PeopleThere, SHOWN } from '../../blocks/funnels/people-there.tsx'
import { stepName } from '../../blocks/funnels/step-name.ts'
import {
  anchorAfter,
  anchorOf,
  CHOSEN_STATES,
  type Chosen,
  chosenInView,
  filtersWith,
  funnelAlone,
  funnelInView,
} from '../../models/funnel.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, showOption } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { guest } from '../../opened-as.ts'
import { Card } from '../../parts/card.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { language, words } from '../../texts/texts.ts'
import { ChooseStopped } from './choose-stopped.tsx'

type Answer = ReportAnswer<'funnel/people'>

/** In a file. */
const MOST = 1_000

/** Who stopped before a step, may still come or reached it, and what they did then; nothing while no step is chosen. */
export function WhoStopped() {
  const answered = useResource<Answer>(() => {
    const asked = chosenInView.value
    return asked && peopleQuestion(asked, SHOWN)
  })
  const chosen = chosenInView.value
  const step = chosen && funnelInView.value?.steps[chosen.step]
  if (!step) return null
  const { people } = words.value.funnels
  return (
    <Card
      title={people[chosen.state](stepName(step))}
      tools={
        <>
          <ChooseStopped chosen={chosen} name={stepName(step)} />
          {!guest && <CsvButton request={peopleQuestion(chosen, MOST)?.key} />}
        </>
      }
    >
      {chosen.step > 0 && <StateChoice state={chosen.state} />}
      <Answered of={answered} meanwhile={<SkeletonRows rows={SHOWN} />}>
        {(answer) => (
          <PeopleThere answer={answer} state={chosen.state}>
            <TheirPaths chosen={chosen} />
          </PeopleThere>
        )}
      </Answered>
    </Card>
  )
}

function peopleQuestion({ step, state }: Chosen, limit: number) {
  const request = funnelAlone.value
  if (!request || step >= request.steps.length) return undefined
  const question = reportQuestion('funnel/people', { ...request, step, state, limit })
  // Others' numbers must not stand under these words until theirs come.
  return question && { ...question, of: `${step} ${state}` }
}

function StateChoice({ state }: Pick<Chosen, 'state'>) {
  const text = words.value.funnels
  return (
    <div class="who-states">
      <Segmented
        label={text.who}
        value={state}
        choices={CHOSEN_STATES.map((value) => ({ value, name: text.states[value] }))}
        onValue={(value) => showOption('who', value === 'dropped' ? undefined : value)}
      />
    </div>
  )
}

/** To the paths of just these people, from the last step that all of them reached on. */
function TheirPaths({ chosen }: { chosen: Chosen }) {
  const text = words.value.funnels
  const at = anchorAfter(chosen)
  const options = {
    ...(at !== undefined && { at }),
    ...(funnelInView.value?.by !== 'visit' && { by: 'person' }),
    events: '1',
  }
  return (
    <a class="link" href={linkTo('journeys/paths', { filters: filtersWith(chosen), options })}>
      {at === undefined ? text.allTheirPaths : text.theirPaths(anchorName(at))}
    </a>
  )
}

function anchorName(at: string): string {
  return 'page' in anchorOf(at) ? at : valueName('event', at, language.value, words.value)
}
