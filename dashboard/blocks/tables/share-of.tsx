import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'
import { brief, count } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

function told(rate: number | null): string {
  return brief('rate', rate, locale.value)
}

/** How many of how many, and between what the share lies; undefined of nobody. */
export function shareNote(part: number, whole: number): string | undefined {
  if (whole <= 0) return undefined
  const [low, high] = wilsonInterval(part, whole)
  const interval = { low: told(low), high: told(high) }
  return words.value.metricNotes.few(
    count(part, locale.value),
    count(whole, locale.value),
    interval,
  )
}

/** A share with its interval. */
export function ShareOf({
  part = 0,
  whole = 0,
}: {
  part?: number | undefined
  whole?: number | undefined
}) {
  return <span title={shareNote(part, whole)}>{told(whole === 0 ? null : part / whole)}</span>
}
