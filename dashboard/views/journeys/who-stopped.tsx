import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { stepName } from '../../blocks/funnels/step-name.ts'
import { brief, count, full } from '../../format.ts'
import { funnelAlone, funnelInView } from '../../models/funnel.ts'
import { ownId, personPage } from '../../models/people.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { guest } from '../../opened-as.ts'
import { BarList } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { language, words } from '../../texts/texts.ts'
import { ChooseStopped } from './choose-stopped.tsx'

type Answer = ReportAnswer<'funnel/people'>

const SHOWN = 8
/** In a file. */
const MOST = 1_000

/** Who stopped before a step, and what they did instead; nothing while no step is chosen. */
export function WhoStopped({ step }: { step: number | undefined }) {
  const answered = useResource<Answer>(() =>
    step === undefined ? undefined : stoppedQuestion(step, SHOWN),
  )
  if (step === undefined) return null
  const before = funnelInView.value?.steps[step]
  if (!before) return null
  return (
    <Card
      title={words.value.funnels.people(stepName(before))}
      tools={
        <>
          <ChooseStopped step={step} name={stepName(before)} />
          {!guest && <CsvButton request={stoppedQuestion(step, MOST)?.key} />}
        </>
      }
    >
      <Answered of={answered} meanwhile={<SkeletonRows rows={SHOWN} />}>
        {(answer) => <Stopped answer={answer} />}
      </Answered>
    </Card>
  )
}

function stoppedQuestion(step: number, limit: number) {
  const request = funnelAlone.value
  if (!request || step >= request.steps.length) return undefined
  return reportQuestion('funnel/people', { ...request, step, state: 'dropped', limit })
}

/** A page or an event by its name; of who did nothing more, that. */
function doneNext({ event_or_page: what, kind }: Answer['next'][number]): string {
  if (what === null) return words.value.funnels.nothing
  return kind === 'page' ? what : valueName('event', what, language.value, words.value)
}

function Stopped({ answer: { next, people, total } }: { answer: Answer }) {
  const text = words.value.funnels
  if (total === 0) return <p class="drill-note">{text.nobody}</p>
  const most = Math.max(1, ...next.map((row) => row.people))
  return (
    <div class="who-stopped">
      <p class="sentence">{text.leftBehind(count(total, locale.value))}</p>
      <BarList
        nameHead={text.next}
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
