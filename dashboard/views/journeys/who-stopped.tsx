import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { stepName } from '../../blocks/funnels/step-name.ts'
import { brief, count, full } from '../../format.ts'
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
import { ownId, personPage } from '../../models/people.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale, showOption } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { guest } from '../../opened-as.ts'
import { BarList } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { language, words } from '../../texts/texts.ts'
import { ChooseStopped } from './choose-stopped.tsx'

type Answer = ReportAnswer<'funnel/people'>

const SHOWN = 8
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
        {(answer) => <Stopped answer={answer} chosen={chosen} />}
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

/** A page or an event by its name; of who did nothing more, that. */
function doneNext({ event_or_page: what, kind }: Answer['next'][number]): string {
  if (what === null) return words.value.funnels.nothing
  return kind === 'page' ? what : valueName('event', what, language.value, words.value)
}

function Stopped({ answer, chosen }: { answer: Answer; chosen: Chosen }) {
  const text = words.value.funnels
  const { next, people, total } = answer
  const { state } = chosen
  if (total === 0) return <p class="drill-note">{text.nobody[state]}</p>
  const most = Math.max(1, ...next.map((row) => row.people))
  return (
    <div class="who-stopped">
      <p class="sentence">
        {text.leftBehind[state](count(total, locale.value))} <TheirPaths chosen={chosen} />
      </p>
      <BarList
        nameHead={text.next[state]}
        valueHead={words.value.metrics.visitors.name}
        share={{ head: text.share, hint: undefined }}
        rows={next.slice(0, SHOWN).map((row) => ({
          key: JSON.stringify(row.event_or_page),
          name: doneNext(row),
          fill: row.people / most,
          value: full('count', row.people, locale.value),
          share: brief('rate', row.people / total, locale.value),
        }))}
      />
      {!guest && (
        <ul class="people-links">
          {people.map((id) => (
            <li key={id}>
              <a href={linkTo(personPage(id))}>{ownId(id)}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
