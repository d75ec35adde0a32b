import { Answered } from '../../blocks/answers/answered.tsx'
import { stepName } from '../../blocks/funnels/step-name.ts'
import { NoGoals } from '../../blocks/tables/no-goals.tsx'
import { brief, full } from '../../format.ts'
import { type Idea, ideasQuestion } from '../../models/experiment-ideas.ts'
import { proposalOptions } from '../../models/proposal.ts'
import { isKnown } from '../../models/resource.ts'
import { mainGoal, mayChange } from '../../models/sites.ts'
import { funnels, goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { experimentWords } from '../../texts/experiments.ts'

/** What to try first, by the site's own numbers: where nothing is tried yet. */
export function IdeaList() {
  const text = experimentWords.value.ideas
  const answered = useResource<Idea[]>(question)
  if (answered.data.value?.length === 0) return null
  // Without a goal there is nothing to try for.
  if (isKnown(goals) && goals.data.value?.length === 0) {
    return (
      <Card title={text.title}>
        <NoGoals />
      </Card>
    )
  }
  return (
    <Card title={text.title}>
      <Answered of={answered} meanwhile={<Skeleton height="9rem" />}>
        {(ideas) => (
          <ul class="idea-list">
            {ideas.map((idea) => (
              <Entry key={idea.page} idea={idea} />
            ))}
          </ul>
        )}
      </Answered>
    </Card>
  )
}

/** Each is a report of its own. */
const MOST_FUNNELS = 3

function question() {
  const known = goals.data.value ?? []
  const goal = known.find(({ id }) => id === mainGoal.value) ?? known[0]
  if (goal === undefined || !isKnown(funnels)) return undefined
  const saved = funnels.data.value ?? []
  const starred = saved.filter((funnel) => funnel.starred)
  const asked = (starred.length > 0 ? starred : saved).slice(0, MOST_FUNNELS)
  return ideasQuestion({ goals: known, goal: goal.name, funnels: asked })
}

function Entry({ idea }: { idea: Idea }) {
  const text = experimentWords.value.ideas
  const { page, goal, effect, plan } = idea
  const why = reasonOf(idea)
  const proposal = {
    ...{ name: text.name(page), hypothesis: why, pages: page, goal },
    effect: String(Math.round(effect * 100)),
  }
  const told = (n: number) => full('count', n, locale.value)
  const expected = text.expected(
    brief('rate', effect, locale.value),
    told(plan.days),
    told(Math.max(1, Math.round(plan.joinPerDay))),
  )
  return (
    <li>
      <b dir="auto">{page}</b>
      <p>{text.both(why, expected)}</p>
      {mayChange.value && (
        <a
          class="button"
          data-size="small"
          href={linkTo('experiments/drafts', { options: proposalOptions(proposal) })}
        >
          {text.open}
        </a>
      )}
    </li>
  )
}

/** Why this page, with its numbers. */
function reasonOf({ goal, why }: Idea): string {
  const text = experimentWords.value.ideas
  const told = (n: number) => full('count', n, locale.value)
  const share = (rate: number) => brief('rate', rate, locale.value)
  if (why.kind === 'loss') {
    return text.loss(told(why.lost), told(why.entered), stepName(why.before), stepName(why.after))
  }
  const { visitors, rate } = why
  return why.kind === 'rate'
    ? text.rate(told(visitors), share(rate), goal, share(why.usual))
    : text.traffic(told(visitors), share(rate), goal)
}
