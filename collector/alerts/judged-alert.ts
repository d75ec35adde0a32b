import { formOf } from '../alert-signals.ts'
import { MINUTE } from '../durations.ts'
import {
  type BrokenReason,
  CONDITIONS,
  judgedBy,
  type Reading,
} from '../settings/alert-definition.ts'
import type { DueAlert, StateRow } from '../settings/alert-states.ts'
import { broken, FRESH, type Happening, judged, type Standing, telling } from './course.ts'
import type { Interval } from './intervals.ts'
import { isBreached } from './judge.ts'

/** What was found out about an alert. */
export type Finding =
  /** `readings` null: its latest interval was judged before. */
  | { reading: Reading | null }
  | { reason: BrokenReason }
  /** It could not be asked for now. */
  | { later: unknown }

export interface Moment {
  now: number
  /** Quiet hours last until then; undefined where it is none. */
  quietUntil: number | undefined
  /** The latest interval that is over. */
  interval: Interval | undefined
  /** When the next one can be judged. */
  due: number
}

export interface Judged {
  due: DueAlert
  state: StateRow
  happened?: Happening
  /** What people are to be told now. */
  tell?: Happening
}

/** Asked again after a report that failed, or was kept waiting. */
const AGAIN_MS = 2 * MINUTE

/** How an alert stands with what was found out. */
export function judgedAlert(due: DueAlert, finding: Finding, moment: Moment): Judged {
  const before = standingOf(due)
  const step = stepOf(due, before, finding, moment)
  const isQuiet = moment.quietUntil !== undefined
  const { recovered } = due.alert
  const { standing, tell } = telling(step.standing, { quiet: isQuiet, recovered })
  const isHeld = standing.told !== standing.condition
  const next = 'later' in finding ? moment.now + AGAIN_MS : moment.due
  return {
    due,
    state: {
      alert: due.id,
      judged_by: judgedBy(due.alert),
      ...{ condition: standing.condition, told: standing.told },
      ...{ since: standing.since, judged_to: standing.judged_to },
      ...kept(due, finding),
      due_at: isHeld ? Math.min(next, moment.quietUntil ?? next) : next,
      revision: (due.state?.revision ?? 0) + 1,
    },
    ...(step.happened && { happened: step.happened }),
    ...(tell && { tell }),
  }
}

/** Of another definition nothing is known. */
export function standingOf({ alert, state }: DueAlert): Standing {
  if (!state || state.judged_by !== judgedBy(alert)) return FRESH
  return {
    condition: conditionOf(state.condition),
    told: conditionOf(state.told),
    since: state.since,
    judged_to: state.judged_to,
  }
}

function conditionOf(text: string): Standing['condition'] {
  return CONDITIONS.find((known) => known === text) ?? 'ok'
}

function stepOf(due: DueAlert, before: Standing, finding: Finding, { interval }: Moment) {
  if ('later' in finding) return { standing: before }
  if ('reason' in finding) {
    const step = broken(before)
    return { ...step, standing: { ...step.standing, judged_to: interval?.to ?? before.judged_to } }
  }
  const { reading } = finding
  if (!reading) return { standing: before }
  const rule = { when: due.alert.when, value: due.alert.value, form: formOf(due.alert) }
  return judged(before, { ...reading, breached: isBreached(rule, reading) })
}

/** What of the row is told beside the standing; what was found out now, else what was known. */
function kept({ alert, state }: DueAlert, finding: Finding): Pick<StateRow, 'reading' | 'reason'> {
  const known = state?.judged_by === judgedBy(alert) ? state : undefined
  if ('reason' in finding) return { reading: null, reason: JSON.stringify(finding.reason) }
  if ('later' in finding || finding.reading === null)
    return { reading: known?.reading ?? null, reason: known?.reason ?? null }
  return { reading: JSON.stringify(finding.reading), reason: null }
}
