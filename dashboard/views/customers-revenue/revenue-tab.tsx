import { Answered } from '../../blocks/answers/answered.tsx'
import { mayChange } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { guest } from '../../opened-as.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { costsInView, type Economics, economicsQuestion } from './asked.ts'
import { BridgeCard } from './bridge-card.tsx'
import { ByCard } from './by-card.tsx'
import { CohortsCard } from './cohorts-card.tsx'
import { DoubtsCard } from './doubts-card.tsx'
import { FilesCard } from './files-card.tsx'
import { GrowthCard } from './growth-card.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { ProfitCard } from './profit-card.tsx'
import { SummaryCard } from './summary-card.tsx'
import { isDecided, useNothingYet } from './use-nothing-yet.ts'

/** From the sentence down to what it rests on. */
export function RevenueTab() {
  const whole = useResource<Economics>(() => economicsQuestion('all'))
  // What spend alone comes to, where there is more than that.
  const media = useResource<Economics>(() =>
    costsInView() > 0 ? economicsQuestion('media') : undefined,
  )
  const nothing = useNothingYet(whole)
  const isReady = isDecided(whole, nothing)
  return (
    <div class="stack">
      <Answered of={whole} meanwhile={<Room />} uncarded>
        {(answer) => {
          if (!isReady) return <Room />
          return answer.months.length === 0 ? (
            <NothingYet {...nothing} />
          ) : (
            <Told answer={answer} media={media.data.value} />
          )
        }}
      </Answered>
      {/* Below what is yet to come it would be pushed down. */}
      {isReady && !guest && mayChange.value && <FilesCard />}
    </div>
  )
}

interface ToldProps {
  answer: Economics
  media: Economics | undefined
}

function Told({ answer, media }: ToldProps) {
  return (
    <div class="stack">
      <SummaryCard answer={answer} media={media} />
      <BridgeCard months={answer.months} />
      <ProfitCard answer={answer} />
      <CohortsCard answer={answer} />
      <ByCard />
      <GrowthCard months={answer.months} />
      <DoubtsCard answer={answer} />
    </div>
  )
}

function Room() {
  return (
    <Card title={revenueWords.value.title}>
      <div class="revenue-room" aria-hidden="true">
        <Skeleton width="60%" height="1.5rem" />
        <Skeleton height="14rem" />
      </div>
    </Card>
  )
}
