import type { ComponentChildren } from 'preact'
import type { Metric } from '../../../collector/vocabulary.ts'
import { clock, day, range } from '../../dates.ts'
import { METRIC_UNITS } from '../../format.ts'
import { comparableEnd, incomparable } from '../../models/comparison.ts'
import { sidesOf } from '../../models/other-visits.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { locale, matched, showPeriod } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { ImportedKey } from '../answers/imported-days.tsx'
import { NotConverted } from '../tables/unconverted.tsx'

interface ChartKeysProps {
  answer: StatsAnswer
  metric: Metric
  /** What else is drawn. */
  children?: ComponentChildren
}

/** Which days the lines are of, and what is missing from them. */
export function ChartKeys({ answer, metric, children }: ChartKeysProps) {
  const { meta } = answer
  return (
    <div class="chart-keys">
      <Lines answer={answer} />
      {children}
      <ImportedKey of={meta.imported} />
      <DataFrom answer={answer} />
      {METRIC_UNITS[metric] === 'money' && <NotConverted of={meta.unconverted} since={meta.from} />}
    </div>
  )
}

/** By their days; of the same days by whose they are. */
function Lines({ answer }: { answer: StatsAnswer }) {
  const { meta, compared } = answer
  const sides = sidesOf(answer)
  if (sides) {
    return (
      <>
        <span class="key">{sides.own}</span>
        <span class="key" data-others>
          {sides.others}
        </span>
      </>
    )
  }
  return (
    <>
      <span class="key">{range(meta, locale.value.language)}</span>
      {compared && (
        <span class="key" data-past>
          {pastDays(answer)}
        </span>
      )}
    </>
  )
}

/** The days compared with, up to which time where today is not over. */
function pastDays({ meta, compared }: StatsAnswer): string {
  if (!compared) return ''
  const { language } = locale.value
  const days = range(compared, language)
  if (!compared.until) return days
  return words.value.overview.until(days, clock(compared.until, meta.timezone, language))
}

/** Where the days compared with reach back beyond all data: since when there is any, and the way to a fair comparison. */
function DataFrom({ answer }: { answer: StatsAnswer }) {
  const text = words.value.overview
  const { meta } = answer
  if (!meta.data_from || incomparable(answer) !== 'data_from') return null
  const rest = comparableEnd(meta, meta.data_from, matched.value)
  return (
    <span>
      {text.dataFrom(day(meta.data_from, locale.value.language, meta.to.slice(0, 4)))}
      {rest && (
        <>
          {' · '}
          <button type="button" class="link" onClick={() => showPeriod(rest)}>
            {text.compareRest}
          </button>
        </>
      )}
    </span>
  )
}
