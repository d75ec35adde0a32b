import type { ValueForm } from '../../../collector/alert-signals.ts'
import { bucketTitle } from '../../dates.ts'
import { brief, type Unit } from '../../format.ts'
import { type AlertDraft, draftOf, formIn, isInPercent } from '../../models/alert-draft.ts'
import type { Alert, AlertEvent } from '../../models/alerts.ts'
import { funnels, goals } from '../../models/things.ts'
import { locale } from '../../models/view.ts'
import { alertWords } from '../../texts/alerts.ts'
import { words } from '../../texts/texts.ts'

const UNITS: Record<ValueForm, Unit> = {
  ...({ count: 'count', number: 'ratio', share: 'rate' } as const),
  ...({ money: 'money', seconds: 'seconds', percent: 'percent', flag: 'count' } as const),
}

/** A value of what is watched, as it is read: `12`, `4.2%`, `€310`. */
export function valueSaid(form: ValueForm, value: number | null | undefined): string {
  return brief(UNITS[form], value, locale.value)
}

/** What is watched, by the names that the site gave it. */
export function watchedSaid(draft: AlertDraft): string {
  const text = alertWords.value
  if (draft.kind === 'funnel') {
    const funnel = funnels.data.value?.find(({ id, name }) => [id, name].includes(draft.funnel))
    return text.rateOf(funnel?.name ?? '…')
  }
  if (draft.kind === 'signal') {
    return [text.signals[draft.signal], draft.subject].filter(Boolean).join(': ')
  }
  const goal = goals.data.value?.find(({ id, name }) => [id, name].includes(draft.goal))
  const ofGoal = goal && words.value.usual.ofGoal[draft.metric]?.(goal.name)
  return ofGoal ?? words.value.metrics[draft.metric].name
}

/** `Visitors below 20, by the day`: what an alert is called while nobody calls it otherwise. */
export function sentenceOfDraft(draft: AlertDraft): string {
  const text = alertWords.value
  const form = formIn(draft)
  const typed = Number(draft.value.replace(',', '.'))
  const when = form === 'flag' ? '' : text.whenNote[draft.when](limitSaid(draft, form, typed))
  const [what, per] = [watchedSaid(draft), text.perNote[draft.per]]
  return when === '' ? `${what}, ${per}` : text.sentence(what, when, per)
}

function limitSaid(draft: AlertDraft, form: ValueForm, typed: number): string {
  if (draft.value === '' || !Number.isFinite(typed)) return '…'
  if (!draft.when.endsWith('_by')) {
    return valueSaid(form, isInPercent(draft) ? typed / 100 : typed)
  }
  const number = new Intl.NumberFormat(locale.value.language).format(typed)
  return form === 'share' ? alertWords.value.pointsOf(number) : `${number} %`
}

export function alertSaid(alert: Alert): string {
  return sentenceOfDraft(draftOf(alert))
}

/** What an event was about, as its alert was judged then. */
export function eventSaid({ reading, reason }: AlertEvent, alert: Alert, language: string): string {
  const text = alertWords.value
  if (!reading) return reason ? text.why[reason.why] : ''
  const { usual, form = formIn(draftOf(alert)), per = alert.per } = reading
  const title = bucketTitle(reading.key, per, language)
  if (form === 'flag') return [title, ...(reading.names ?? [])].join(' · ')
  const value = text.point(title, valueSaid(form, reading.value))
  if (!usual) return value
  return `${value} (${text.usual(valueSaid(form, usual.low), valueSaid(form, usual.high))})`
}
