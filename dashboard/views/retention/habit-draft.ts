import { brief, count } from '../../format.ts'
import { anchorOf } from '../../models/funnel.ts'
import { type Proposal, proposalOptions } from '../../models/proposal.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { goals } from '../../models/things.ts'
import { linkTo, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { language, words } from '../../texts/texts.ts'
import { chosenHabits } from './asked-habits.ts'

export type Habit = ReportAnswer<'magic-number'>['rows'][number]

/** Later ones may be chance. */
export const SURE = 0.05

export function habitName({ event, and, at_least }: Habit): string {
  const text = journeyWords.value.retention
  const name = (one: string) => valueName('event', one, language.value, words.value)
  return and === undefined ? text.atLeast(name(event), at_least) : text.both(name(event), name(and))
}

/** Whether an experiment could show that it makes people stay. */
export function isPromising({ phi, q }: Habit): boolean {
  return q < SURE && phi > 0
}

/** The form of an experiment that would tell whether a habit makes people stay. */
export function draftOf(habit: Habit): string {
  const text = journeyWords.value.retention
  const { first, day_from, day_to, back } = chosenHabits()
  const name = habitName(habit)
  const rate = (share: number) => brief('rate', share, locale.value)
  const { share_retained_with: done, share_retained_without: undone } = habit
  const seen = text.draft.seen(name, count(first, locale.value), rate(done), rate(undone))
  const primary = goalOf(back)
  const secondary = habit.and === undefined ? goalOf(habit.event) : undefined
  const later = text.draft.expected(back ?? '', day_from, day_to)
  const proposal: Proposal = {
    name: text.draft.name(name),
    hypothesis: [seen, later, primary ? '' : text.draft.noGoal(back ?? '')].join(' ').trim(),
    ...(primary && { goal: primary, goal_days: String(day_to + 1) }),
    ...(secondary && secondary !== primary && { secondary, secondary_days: String(first) }),
  }
  return linkTo('experiments/drafts', { options: proposalOptions(proposal) })
}

/** The goal that counts just what an anchor names. */
function goalOf(anchor: string | undefined): string | undefined {
  if (anchor === undefined) return undefined
  const named = anchorOf(anchor)
  const found = goals.data.value?.find(({ event, page, where }) => {
    if (where !== undefined && where.length > 0) return false
    return 'event' in named ? event === named.event : page === named.page
  })
  return found?.name
}
