import type { FunnelStep } from '../../../collector/settings/funnel-definition.ts'
import { lossOf } from '../../blocks/funnels/loss.ts'
import { stepName, wholeStepName } from '../../blocks/funnels/step-name.ts'
import { shareNote } from '../../blocks/tables/share-of.tsx'
import type { FallingBar } from '../../charts/falling-bars.tsx'
import { brief, count, full } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

type Answer = ReportAnswer<'funnel'>
type Step = Answer['steps'][number]

/** What the funnel says in words: how many went all the way, and which step loses most. */
export function sentenceOf(answer: Answer, steps: readonly FunnelStep[]): string {
  const { entered, converted, rate } = answer
  const number = (value: number) => count(value, locale.value)
  const all = words.value.funnels.sentence(number(entered), number(converted), percent(rate))
  return [all, lossOf(answer, steps)].filter(Boolean).join(' ')
}

/** The bars of the chart, with what each says. */
export function barsOf(answer: Answer, steps: readonly FunnelStep[]): FallingBar[] {
  return answer.steps.map((step, place) => {
    const [name, whole] = namesOf(step, steps[place])
    const before = answer.steps[place - 1]
    return {
      key: String(place),
      label: name,
      whole,
      kept: step.from_start ?? 0,
      before: before?.from_start ?? step.from_start ?? 0,
      interval: place === 0 ? null : step.interval_from_start,
      past: answer.compared?.steps[place]?.from_start ?? undefined,
      count: full('count', step.count, locale.value),
      rate: percent(step.from_start),
      lost: before && lostOf(step, before),
      lostTitle: before && shareNote(step.dropped, before.count),
      joint: before && jointOf(step),
      title: titleOf(step, name),
    }
  })
}

/** What the step is called, and that with the name by which its event is sent. */
function namesOf({ label }: Step, step: FunnelStep | undefined): [string, string] {
  return step ? [stepName(step), wholeStepName(step)] : [label, label]
}

function percent(rate: number | null): string {
  return brief('rate', rate, locale.value)
}

function lostOf({ dropped }: Step, before: Step): string {
  const share = before.count === 0 ? null : dropped / before.count
  return words.value.funnels.lost(count(dropped, locale.value), percent(share))
}

function jointOf({ median_seconds, pending }: Step): string {
  const text = words.value.funnels
  const time =
    median_seconds === null ? [] : [text.after(full('seconds', median_seconds, locale.value))]
  const still = pending === 0 ? [] : [text.pending(count(pending, locale.value))]
  return [...time, ...still].join(' · ')
}

function titleOf(step: Step, name: string): string {
  const text = words.value.funnels
  const said = text.barsOf(name, full('count', step.count, locale.value), percent(step.from_start))
  const interval = step.interval_from_start
  return interval ? `${said}, ${text.interval(percent(interval[0]), percent(interval[1]))}` : said
}
