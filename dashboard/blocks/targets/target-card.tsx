import type { ComponentChildren } from 'preact'
import { type Aimed, type Progress, progressQuestion } from '../../models/target.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { targetWords } from '../../texts/targets.ts'
import { Answered } from '../answers/answered.tsx'
import { NotConverted } from '../tables/unconverted.tsx'
import { metricOf, paceNow, reasonsOf, sentenceOf, toneOf } from './said.ts'
import { TargetChart } from './target-chart.tsx'

interface TargetCardProps {
  goal: Aimed
  tools?: ComponentChildren
}

/** How the goal's target stands: in a sentence, with what that rests on, and day by day beside its pace. */
export function TargetCard({ goal, tools }: TargetCardProps) {
  const text = targetWords.value
  const answered = useAnswer<Aimed, Progress>(goal, progressQuestion)
  return (
    <Card title={text.title(goal.name)} tools={tools}>
      <Answered of={answered} meanwhile={<Skeleton height="22rem" />}>
        {(progress) => <Standing progress={progress} />}
      </Answered>
    </Card>
  )
}

function Standing({ progress }: { progress: Progress }) {
  const text = targetWords.value
  const { goal } = progress
  const pace = paceNow(progress)
  const { meta } = progress.answer
  return (
    <>
      <p class="sentence target-said">
        <b data-tone={toneOf(pace)}>{sentenceOf(goal, pace)}</b>
      </p>
      <p class="drill-note">
        {reasonsOf(pace, progress).join(' ')}
        {view.value.filters.length > 0 && ` ${text.whole}`}{' '}
        {metricOf(goal) === 'revenue' && <NotConverted of={meta.unconverted} since={meta.from} />}
      </p>
      <div class="target-keys">
        <span class="key">{text.done}</span>
        <span class="key" data-past>
          {text.pace}
        </span>
      </div>
      <div class="chart-box">
        <TargetChart progress={progress} />
      </div>
    </>
  )
}
