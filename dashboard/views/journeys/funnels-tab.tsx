import { Filter } from 'lucide-preact'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { Warnings } from '../../blocks/answers/warnings.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Defined } from '../../blocks/tables/defined.tsx'
import { FallingBars } from '../../charts/falling-bars.tsx'
import { chosenInView, funnelInView, funnelRequest, unreadInView } from '../../models/funnel.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { isKnown } from '../../models/resource.ts'
import { mayChange } from '../../models/sites.ts'
import { funnels, goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, showOptions, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { FunnelBreakdown } from './funnel-breakdown.tsx'
import { FunnelChips } from './funnel-chips.tsx'
import { FunnelTools } from './funnel-tools.tsx'
import { FunnelTrend } from './funnel-trend.tsx'
import { barsOf, sentenceOf } from './funnel-words.ts'
import { StepEditor } from './step-editor.tsx'
import { WhoStopped } from './who-stopped.tsx'

export type FunnelAnswer = ReportAnswer<'funnel'>

/** Where people stop on their way: the steps, the loss at each, the days, the values, and who they are. */
export function FunnelsTab() {
  const text = words.value.funnels
  const answered = useResource<FunnelAnswer>(() => {
    const request = funnelRequest.value
    return request && reportQuestion('funnel', { ...request, trend: 'day' })
  })
  const chosen = chosenInView.value
  const request = funnelRequest.value
  // What comes later would push the steps down.
  if (!isKnown(funnels)) return <Skeleton height="19rem" />
  return (
    <div class="stack">
      {unreadInView.value.map((what) => (
        <Notice key={what} tone="warn">
          {text.unread[what]}
        </Notice>
      ))}
      <FunnelChips />
      <Card title={text.steps} tools={<FunnelTools />}>
        <StepEditor />
      </Card>
      <Card
        title={text.bars}
        explain={<Defined of="bars" />}
        tools={<CsvButton request={request && reportQuestion('funnel', request)?.key} />}
      >
        {request ? (
          <Answered of={answered} meanwhile={<Skeleton height="19rem" />}>
            {(answer) => (
              <>
                <Warnings of={answer.meta.warnings} />
                <Bars answer={answer} chosen={chosen?.step} />
              </>
            )}
          </Answered>
        ) : (
          <Answered of={goals} meanwhile={<Skeleton height="19rem" />}>
            {() => <NoSteps />}
          </Answered>
        )}
      </Card>
      {request && hasMore(answered, ({ entered }) => entered === 0) && (
        <>
          <WhoStopped />
          <FunnelTrend answered={answered} />
          <FunnelBreakdown />
        </>
      )}
    </div>
  )
}

/** Nothing is named, and the site has no goal that a way could lead to. */
function NoSteps() {
  const { funnels, events } = words.value
  return (
    <EmptyState
      icon={<Filter size={22} aria-hidden="true" />}
      title={funnels.noSteps}
      hint={funnels.noStepsHint}
    >
      {mayChange.value && (
        <a class="button" href={linkTo('settings/goals')}>
          {events.addGoal}
        </a>
      )}
    </EmptyState>
  )
}

function Bars({ answer, chosen }: { answer: FunnelAnswer; chosen: number | undefined }) {
  const text = words.value.funnels
  const steps = funnelInView.value?.steps ?? []
  if (answer.entered === 0) {
    return (
      <EmptyState
        icon={<Filter size={22} aria-hidden="true" />}
        title={text.empty}
        hint={text.emptyHint}
      />
    )
  }
  return (
    <>
      <p class="sentence">{sentenceOf(answer, steps)}</p>
      <FallingBars
        label={text.bars}
        bars={barsOf(answer, steps)}
        chosen={chosen}
        onChoose={(place) =>
          showOptions({ step: place === chosen ? undefined : String(place), who: undefined })
        }
      />
      <p class="drill-note">
        {chosen === undefined && <>{text.choose} </>}
        {!guest && (
          <a class="link" href={toChange(chosen)}>
            {words.value.explaining.change}
          </a>
        )}
      </p>
    </>
  )
}

/** Why the share that reached a step has changed; of the last where none is chosen, or the first, which all reach. */
function toChange(chosen: number | undefined): string {
  const { step: _, who: __, compare_by: ___, ...funnel } = view.value.options
  const step = chosen ? { step: String(chosen) } : {}
  return linkTo('changes', { options: { ...funnel, metric: 'step', ...step } })
}
