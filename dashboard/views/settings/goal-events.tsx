import type { Filter } from '../../../collector/settings/filter.ts'
import { isAskable, writeWhere } from '../../blocks/filters/where-draft.ts'
import { CountedField } from '../../blocks/forms/counted-field.tsx'
import { count } from '../../format.ts'
import { type Reach, reachQuestion, valuesQuestion } from '../../models/seen-values.ts'
import { usePaused } from '../../models/use-paused.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { wholeName } from '../../names.ts'
import { settingsWords } from '../../texts/settings.ts'
import { language, words } from '../../texts/texts.ts'
import type { GoalDraft } from './goal-draft.ts'

/** The events that reach a goal, without its conditions; none while nothing is named. */
export function eventsOf({ kind, target }: Pick<GoalDraft, 'kind' | 'target'>): Filter[] {
  const name = target.trim()
  if (name === '') return []
  return [kind === 'event' ? ['is', 'event', [name]] : ['matches', 'page', [name]]]
}

interface TargetFieldProps {
  draft: GoalDraft
  problem: string | undefined
  onTarget: (target: string) => void
}

/** The event or page, of those that the site has. */
export function TargetField({ draft: { kind, target }, problem, onTarget }: TargetFieldProps) {
  const text = settingsWords.value.goals
  return (
    <CountedField
      label={kind === 'event' ? text.eventName : text.pagePath}
      hint={kind === 'page' ? text.pageHint : undefined}
      value={target}
      problem={problem}
      question={valuesQuestion(kind, kind === 'event' ? 'events' : 'pageviews')}
      {...(kind === 'event' && { spell: wholeEventName })}
      onValue={onTarget}
    />
  )
}

export function wholeEventName(name: string): string {
  return wholeName('event', name, language.value, words.value)
}

/** How often the goal as it stands was reached of late, once one pauses. */
export function GoalReach({ draft }: { draft: GoalDraft }) {
  const events = eventsOf(draft)
  const asked = usePaused(isAskable(draft.where) ? [...events, ...writeWhere(draft.where)] : events)
  const kind = usePaused(draft.kind)
  const found = useAnswer({ kind, asked }, ({ kind: of, asked: within }) =>
    within.length === 0 ? undefined : reachQuestion(of, within),
  )
  const reach = events.length === 0 ? undefined : found.data.value
  return (
    <p class="field-hint" role="status" data-tone={reach?.times === 0 ? 'warn' : undefined}>
      {reach && said(reach)}
    </p>
  )
}

function said({ times, people }: Reach): string {
  const text = settingsWords.value.goals
  if (times === 0) return text.unreached
  return text.reached(count(times, locale.value), count(people, locale.value))
}
