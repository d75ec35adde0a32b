import { useMemo } from 'preact/hooks'
import type { Series } from '../../charts/time-series-options.ts'
import { bucketLabel, bucketTitle } from '../../dates.ts'
import { briefs } from '../../format.ts'
import { isDark } from '../../models/appearance.ts'
import { paceLine } from '../../models/pace.ts'
import { addDays, daysOf, type Range } from '../../models/period.ts'
import { courseOf, type Progress } from '../../models/target.ts'
import { locale, showPeriod, today } from '../../models/view.ts'
import { targetWords } from '../../texts/targets.ts'
import { lazy } from '../answers/lazy.tsx'
import { useNotes } from '../series/use-notes.ts'
import { amountOf, metricOf } from './said.ts'

const charts = import('../../charts/time-series.tsx')
const TimeSeries = lazy(async () => (await charts).TimeSeries)

/** What was reached by the end of each day against what was to be. */
export function TargetChart({ progress }: { progress: Progress }) {
  const text = targetWords.value
  const place = locale.value
  const { goal, range, rhythm } = progress
  const metric = metricOf(goal)
  const days = Array.from({ length: daysOf(range) }, (_, i) => addDays(range.from, i))
  const running = days.indexOf(today.value)
  const whole = goal.target.count ?? goal.target.revenue ?? 0
  const series = useMemo((): Series => {
    return {
      values: courseOf(progress, metric),
      past: paceLine(range, rhythm).map((share) => share * whole),
      labels: days.map((day) => bucketLabel(day, 'day', place.language)),
      partial: [running],
      whole: metric === 'conversions',
      formatAxis: (values) => briefs(metric === 'revenue' ? 'money' : 'count', values, place),
      tellValue: (value) => amountOf(goal, value),
    }
  }, [progress, place, running])
  const notes = useNotes(days, range)
  const show = (first: number, last: number) =>
    showPeriod(shownDays(days, first, last, today.value))
  return (
    <TimeSeries
      label={text.chart(goal.name)}
      hint={text.showDay}
      series={series}
      titles={days.map((day) => text.byEnd(bucketTitle(day, 'day', place.language)))}
      pastTitles={days.map(() => text.pace)}
      notes={notes}
      dark={isDark.value}
      onZoom={show}
    />
  )
}

/** Of what is chosen, what is not yet to come. */
function shownDays(days: readonly string[], first: number, last: number, until: string): Range {
  const [from = until, to = until] = [days[first], days[last]]
  return { from: from < until ? from : until, to: to < until ? to : until }
}
