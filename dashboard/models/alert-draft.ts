import {
  type AlertSignal,
  type AlertUnit,
  type AlertWhen,
  countsGoals,
  formOf,
  signalOf,
  type ValueForm,
} from '../../collector/alert-signals.ts'
import type { Alert } from '../../collector/settings/alerts.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import type { Metric } from '../../collector/vocabulary.ts'
import type { Taken } from '../routes.ts'

export type AlertWritten = Taken<'/api/sites/:site/alerts', 'POST'> & object

/** What a form about an alert holds: texts as they are typed. */
export interface AlertDraft {
  /** Empty: called by what it watches. */
  name: string
  kind: 'metric' | 'funnel' | 'signal'
  metric: Metric
  /** Id; empty for all. */
  goal: string
  funnel: string
  signal: AlertSignal
  subject: string
  filters: Filter[]
  when: AlertWhen
  /** Shares and changes in percent or points. */
  value: string
  per: AlertUnit
  to: string[]
  isQuiet: boolean
  from: string
  until: string
  recovered: boolean
  language: 'en' | 'zh'
  paused: boolean
}

export const FRESH: AlertDraft = {
  ...{ name: '', kind: 'metric', metric: 'visitors', goal: '', funnel: '' },
  ...{ signal: 'tracking_stopped', subject: '', filters: [] },
  ...{ when: 'unusual', value: '', per: 'day', to: [] },
  ...{ isQuiet: false, from: '22:00', until: '07:00' },
  ...{ recovered: true, language: 'en', paused: false },
}

/** What is watched by it: one of the three. */
export function watchedBy({ kind, metric, signal }: AlertDraft): {
  metric?: Metric
  signal?: AlertSignal
} {
  if (kind === 'metric') return { metric }
  return kind === 'signal' ? { signal } : {}
}

export function formIn(draft: AlertDraft): ValueForm {
  return formOf(watchedBy(draft))
}

/** Whether a value is typed in percent or points. */
export function isInPercent(draft: AlertDraft): boolean {
  return draft.when.endsWith('_by') || formIn(draft) === 'share'
}

/** Nothing is too much of a flag, nor of what is usual. */
export function hasValue(draft: AlertDraft): boolean {
  return draft.when !== 'unusual' && formIn(draft) !== 'flag'
}

export function whensOf({ kind, signal }: AlertDraft): readonly AlertWhen[] {
  if (kind !== 'signal') return ['above', 'below', 'up_by', 'down_by', 'unusual']
  return signalOf(signal).form === 'flag' ? ['above'] : ['above', 'below']
}

export function unitsOf({ kind, signal }: AlertDraft): readonly AlertUnit[] {
  if (kind === 'signal') return signalOf(signal).per
  return kind === 'funnel' ? ['day', 'week'] : ['hour', 'day', 'week']
}

export function takesFilters({ kind, signal }: AlertDraft): boolean {
  return kind !== 'signal' || signalOf(signal).filters
}

export function takesGoal({ kind, metric, signal }: AlertDraft): boolean {
  return kind === 'metric'
    ? countsGoals(metric)
    : kind === 'signal' && signalOf(signal).goal === true
}

export function subjectOf({ kind, signal }: AlertDraft) {
  return kind === 'signal' ? signalOf(signal).subject : undefined
}

/** With what goes with what is watched now, where that has changed. */
export function fitting(draft: AlertDraft): AlertDraft {
  const [whens, units] = [whensOf(draft), unitsOf(draft)]
  return {
    ...draft,
    when: whens.includes(draft.when) ? draft.when : (whens[0] ?? 'above'),
    per: units.includes(draft.per) ? draft.per : (units[0] ?? 'day'),
    filters: takesFilters(draft) ? draft.filters : [],
  }
}

/** Undefined while something has to be said first. */
export function writtenOf(draft: AlertDraft, name: string): AlertWritten | undefined {
  const { kind, funnel, when, per, to, recovered, language, paused } = draft
  const value = valueIn(draft)
  if (value === undefined || (kind === 'funnel' && funnel === '')) return undefined
  if (subjectOf(draft)?.needed && draft.subject === '') return undefined
  return {
    name: draft.name.trim() || name,
    ...watchedBy(draft),
    ...(kind === 'funnel' && { funnel }),
    ...(takesGoal(draft) && draft.goal !== '' && { goal: draft.goal }),
    ...(subjectOf(draft) && draft.subject !== '' && { subject: draft.subject }),
    ...{ filters: draft.filters, when, value, per, to, recovered, language, paused },
    ...(draft.isQuiet && { quiet: { from: draft.from, to: draft.until } }),
  }
}

/** As the API takes it: 20 % are 0.2. */
function valueIn(draft: AlertDraft): number | undefined {
  if (!hasValue(draft)) return 0
  const typed = Number(draft.value.replace(',', '.'))
  if (draft.value.trim() === '' || !Number.isFinite(typed)) return undefined
  if (draft.when.endsWith('_by') && typed <= 0) return undefined
  return isInPercent(draft) ? typed / 100 : typed
}

export function draftOf(alert: Alert): AlertDraft {
  const { metric, funnel, signal, quiet, goal = '', subject = '' } = alert
  const { name, filters, when, per, to, recovered, language, paused } = alert
  const draft: AlertDraft = {
    ...FRESH,
    ...{ name, goal, subject, filters, when, per, to, recovered, language, paused },
    kind: signal ? 'signal' : funnel === undefined ? 'metric' : 'funnel',
    ...(metric && { metric }),
    ...(signal && { signal }),
    funnel: funnel ?? '',
    isQuiet: quiet !== undefined,
    ...(quiet && { from: quiet.from, until: quiet.to }),
  }
  if (!hasValue(draft)) return draft
  const value = isInPercent(draft) ? 100 * alert.value : alert.value
  return { ...draft, value: String(Number(value.toPrecision(12))) }
}
