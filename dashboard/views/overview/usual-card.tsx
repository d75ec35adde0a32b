import { useState } from 'preact/hooks'
import type { Metric } from '../../../collector/vocabulary.ts'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { day, range } from '../../dates.ts'
import { change, changeSize, difference, full, METRIC_UNITS, pointsSize } from '../../format.ts'
import { openedShare } from '../../models/shared-link.ts'
import { mayChange } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import type { Surprise, UsualAnswer } from '../../models/usual.ts'
import { linkTo, locale, showPeriod, today } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'

const AnnotationDialog = lazy(
  async () => (await import('../../blocks/series/annotation-dialog.tsx')).AnnotationDialog,
)

const UsualReasons = lazy(
  async () => (await import('./usual-reasons.tsx')).UsualReasons,
  <ReasonsRoom />,
)

interface UsualCardProps {
  answer: UsualAnswer
  goal: string | undefined
}

/** What is beyond chance, above all else; nothing where all is as usual. */
export function UsualCard({ answer, goal }: UsualCardProps) {
  const [surprise] = answer.surprises
  if (!surprise) return null
  const text = words.value.usual
  return (
    <section class="card usual" aria-label={text.title} data-side={surprise.side}>
      <div class="usual-head">
        <p class="usual-said">
          <b>{headOf(surprise, goal)}</b> <span>{usuallyOf(surprise)}</span>
        </p>
        <Actions surprise={surprise} goal={goal} />
      </div>
      {guest ? null : (
        <UsualReasons key={`${keyOf(surprise)} ${goal}`} surprise={surprise} goal={goal} />
      )}
    </section>
  )
}

function keyOf({ metric, from, to }: Surprise): string {
  return `${metric} ${from} ${to}`
}

/** Keeps the lines free that say why. */
export function ReasonsRoom() {
  return <div class="usual-reasons" aria-hidden="true" />
}

/** `Signup down 62% on 17 Nov.` */
function headOf(surprise: Surprise, goal: string | undefined): string {
  const text = words.value.usual
  const named = goals.data.value?.find(({ id }) => id === goal)?.name
  const metric = surprise.metric as Metric
  const what =
    (named !== undefined && text.ofGoal[metric]?.(named)) || words.value.metrics[metric].name
  return text.moved(what, moveOf(surprise), whenOf(surprise), surprise.side === 'low')
}

/** Its part of what is expected, or points of a share. */
function moveOf({ metric, value, expected }: Surprise): string {
  const { language } = locale.value
  if (METRIC_UNITS[metric as Metric] === 'rate') {
    const points = difference(value, expected) ?? 0
    return words.value.compare.points(pointsSize(points, language))
  }
  const moved = change(value, expected)
  return moved === undefined ? '' : changeSize(moved, language)
}

function whenOf({ from, to, ongoing }: Surprise): string {
  const text = words.value.usual
  const { language } = locale.value
  const year = today.value.slice(0, 4)
  if (from === to) return from === today.value ? text.today : text.on(day(from, language, year))
  return ongoing
    ? text.since(day(from, language, year))
    : text.during(range({ from, to }, language))
}

function usuallyOf({ metric, value, low, high }: Surprise): string {
  const unit = METRIC_UNITS[metric as Metric]
  const tell = (number: number) => full(unit, number, locale.value)
  return words.value.usual.usually(tell(value), tell(low), tell(high))
}

/** What can be done about it: know why, look closer, write down what happened. */
function Actions({ surprise, goal }: { surprise: Surprise; goal: string | undefined }) {
  const text = words.value.usual
  const [noting, setNoting] = useState(false)
  const { metric, from, to } = surprise
  const options = { metric, ...(goal !== undefined && { goal }) }
  const explained = !guest || openedShare.value?.reports.includes('changes')
  return (
    <div class="card-tools">
      {explained && (
        <a
          class="button"
          data-size="small"
          href={linkTo('changes', { period: { from, to }, compare: 'previous', options })}
        >
          {text.explain}
        </a>
      )}
      <Button size="small" onClick={() => showPeriod({ from, to })}>
        {text.see}
      </Button>
      {mayChange.value && (
        <Button size="small" onClick={() => setNoting(true)}>
          {text.note}
        </Button>
      )}
      {noting && <AnnotationDialog days={{ from, to }} onClose={() => setNoting(false)} />}
    </div>
  )
}
