import { Route } from 'lucide-preact'
import type { FunnelDefinition, FunnelStep } from '../../../collector/settings/funnel-definition.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { FunnelCard } from '../../blocks/funnels/funnel-card.tsx'
import { stepName } from '../../blocks/funnels/step-name.ts'
import { brief, full } from '../../format.ts'
import { go } from '../../models/address.ts'
import { type Follower, type Following, leadingQuestion } from '../../models/following.ts'
import type { Goal } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale } from '../../models/view.ts'
import { BarList } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'

const SHOWN = 8

interface StepsBeforeProps {
  goal: Goal
  /** No saved funnel ends here: the commonest step makes one. */
  isSuggested: boolean
}

/** What people did just before they reached a goal; each leads to the funnel from there. */
export function StepsBefore({ goal, isSuggested }: StepsBeforeProps) {
  const text = words.value.goalFunnels
  const answered = useResource<Following>(() => leadingQuestion({ goal: goal.id }))
  const first = isSuggested ? answered.data.value?.followers[0] : undefined
  return (
    <>
      <Card title={text.before}>
        <Answered of={answered} meanwhile={<SkeletonRows rows={SHOWN} />}>
          {(told) => <Before goal={goal} told={told} />}
        </Answered>
      </Card>
      {first && <Suggested key={JSON.stringify(first)} goal={goal} first={first} />}
    </>
  )
}

function Suggested({ goal, first }: { goal: Goal; first: Follower }) {
  const text = words.value.goalFunnels
  const definition = wayFrom(first, goal)
  return (
    <FunnelCard
      name={text.suggested(nameOf(first), goal.name)}
      note={text.suggestion}
      definition={definition}
      to={toFunnel(definition)}
    />
  )
}

function Before({ goal, told: { people: all, followers } }: { goal: Goal; told: Following }) {
  const text = words.value.goalFunnels
  if (all === 0) {
    return (
      <EmptyState
        icon={<Route size={22} aria-hidden="true" />}
        title={text.nobody}
        hint={text.nobodyHint}
      />
    )
  }
  const most = Math.max(1, ...followers.map(({ people }) => people))
  const shown = followers.slice(0, SHOWN)
  const rest = all - shown.reduce((sum, { people }) => sum + people, 0)
  const row = (name: string, people: number) => ({
    ...{ name, fill: Math.min(1, people / most) },
    ...{ value: full('count', people, locale.value) },
    share: brief('rate', people / all, locale.value),
  })
  return (
    <>
      <BarList
        nameHead={words.value.funnels.kind}
        valueHead={text.people}
        share={{ head: text.share }}
        rows={[
          ...shown.map((one) => ({
            ...row(nameOf(one), one.people),
            key: JSON.stringify([one.kind, one.name]),
            chooseLabel: words.value.savedFunnels.openNamed(text.suggested(nameOf(one), goal.name)),
            onChoose: () => go(toFunnel(wayFrom(one, goal))),
          })),
          ...(rest > 0 ? [{ ...row(text.rest, rest), key: 'rest' }] : []),
        ]}
      />
      <p class="drill-note">{text.beforeHint}</p>
    </>
  )
}

function stepOf({ kind, name }: Follower): FunnelStep {
  return kind === 'page' ? { page: name } : { event: name }
}

function nameOf(follower: Follower): string {
  return stepName(stepOf(follower))
}

/** From a step to the goal, as a funnel is when nothing else is said. */
function wayFrom(follower: Follower, { name }: Goal): FunnelDefinition {
  const steps = [stepOf(follower), { goal: name }]
  return { steps, window: '7d', order: 'ordered', by: 'person', exclude: [] }
}

function toFunnel({ steps }: FunnelDefinition): string {
  return linkTo('journeys', { options: { steps: JSON.stringify(steps) } })
}
