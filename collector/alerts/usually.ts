import type { UsualIntervalsAnswer } from '../reports/usual/intervals.ts'
import type { AlertInput, Reading } from '../settings/alert-definition.ts'
import type { Answers, Ask } from './asks.ts'
import { unusualAsk, usualOf } from './watched-metric.ts'

/** What has to be asked to tell what a metric usually is in such an interval; undefined where that is known, or nobody's to say. */
export function usualAsk(alert: AlertInput, reading: Reading): Ask[] | undefined {
  const { metric, when } = alert
  if (!metric || when === 'unusual' || reading.usual) return undefined
  const day = reading.key.slice(0, 10)
  return [unusualAsk({ ...alert, metric }, { from: day, to: day }, [reading.key])]
}

/** Nothing where it could not be asked: what fired is told all the same. */
export function usualIn(
  answers: Pick<Answers, 'of'>,
  asks: readonly Ask[],
  { key }: Reading,
): Pick<Reading, 'usual'> {
  const [ask] = asks
  try {
    const { intervals } = answers.of(ask as Ask) as UsualIntervalsAnswer
    const told = intervals.find((one) => one.key === key && one.metric === ask?.metric)
    const { usual } = usualOf(told)
    return usual ? { usual } : {}
  } catch {
    // A report that fails keeps no alert from being told.
    return {}
  }
}
