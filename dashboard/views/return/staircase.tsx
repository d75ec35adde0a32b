import { StairBar } from '../../charts/stair-bar.tsx'
import { brief } from '../../format.ts'
import {
  gainAt,
  type PlanAnswer,
  type PlanDraft,
  placeOfGain,
  SLIDER,
  type Step,
  spanOn,
  stepsOf,
  withGain,
} from '../../models/plan.ts'
import { locale, showOption, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { useEdited } from '../../parts/edited.ts'
import { plannerWords } from '../../texts/planner.ts'

interface StaircaseProps {
  answer: PlanAnswer
  draft: PlanDraft
}

/** From visits down to the target, each step beside the rate that leads to it. */
export function Staircase({ answer, draft }: StaircaseProps) {
  const text = plannerWords.value
  const names = [text.visits, ...answer.stages.map(({ stage }) => stage)]
  return (
    <>
      <p class="drill-note">{text.stairsHint}</p>
      <ol class="stairs">
        {stepsOf(answer).map((step, k) => {
          const stage = answer.stages[k - 1]
          return (
            <li key={names[k]}>
              <Bar name={names[k] ?? ''} step={step} />
              {stage && (
                <Rate
                  stage={stage}
                  before={names[k - 1] ?? ''}
                  gain={draft.gains[k - 1]}
                  place={k - 1}
                />
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}

function Bar({ name, step }: { name: string; step: Step }) {
  const told = (value: number | null) => brief('count', value, locale.value)
  return (
    <StairBar
      name={name}
      value={told(step.units === null ? null : Math.round(step.units))}
      note={plannerWords.value.now(told(Math.round(step.now)))}
      share={step.share}
      mark={step.nowShare}
    />
  )
}

interface RateProps {
  stage: PlanAnswer['stages'][number]
  before: string
  gain: number | undefined
  place: number
}

/** The site's own rate, to be moved between half of it and twice. */
function Rate({ stage, before, gain = 1, place }: RateProps) {
  const text = plannerWords.value
  const kept = placeOfGain(gain)
  const [moved, setMoved] = useEdited(kept)
  const { rate, interval, last_year } = stage
  if (rate === null) return null
  const told = (value: number) => brief('rate', value, locale.value)
  const said = text.rateSaid(told(rate * gainAt(moved)), told(rate))
  const name = text.rateOf(stage.stage, before)
  const show = (next: number) => showOption('gains', withGain(view.peek().options, place, next))
  const span = spanOn(rate, interval)
  return (
    <div class="stair-rate" data-changed={moved !== 0 || undefined}>
      <p>
        {name}: <b>{said}</b>
      </p>
      <div class="stair-slider">
        {span && <span class="stair-span" style={{ '--from': span[0], '--until': span[1] }} />}
        <input
          type="range"
          min={SLIDER.least}
          max={SLIDER.most}
          step={SLIDER.step}
          value={moved}
          aria-label={name}
          aria-valuetext={said}
          onInput={({ currentTarget }) => setMoved(Number(currentTarget.value))}
          onChange={({ currentTarget }) => show(gainAt(Number(currentTarget.value)))}
        />
      </div>
      <p class="stair-hint">
        {interval && text.interval(told(interval[0]), told(interval[1]))}
        {last_year !== null && ` · ${text.lastYear(told(last_year))}`}
        {gain !== 1 && (
          <Button
            size="small"
            kind="ghost"
            aria-label={text.resetOf(stage.stage)}
            onClick={() => show(1)}
          >
            {text.reset}
          </Button>
        )}
      </p>
    </div>
  )
}
