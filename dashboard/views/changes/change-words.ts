import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { brief, full, METRIC_UNITS, pointsSize } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { language, words } from '../../texts/texts.ts'

type Answer = ReportAnswer<'explain'>
type Named = Answer['named'][number]

/** How large a part of a change is, without its sign: of a rate in points. */
export function partOf(total: number, metric: Metric): string {
  const size = Math.abs(total)
  if (METRIC_UNITS[metric] === 'rate') {
    return words.value.compare.points(pointsSize(size, locale.value.language))
  }
  return full(
    METRIC_UNITS[metric],
    METRIC_UNITS[metric] === 'money' ? size : Math.round(size),
    locale.value,
  )
}

/** What happened to what is so called, and the parts of it that are beyond chance. */
export function sentenceOf(
  { change, named, reason, before, after }: Answer,
  name: string,
  metric: Metric,
): string {
  const text = journeyWords.value.changes
  const ends = `${brief(METRIC_UNITS[metric], before, locale.value)} → ${brief(METRIC_UNITS[metric], after, locale.value)}`
  const head =
    change === 0 ? text.same(name) : text.headline(name, partOf(change, metric), ends, change < 0)
  const rest =
    reason === null ? named.map((one) => namedPart(one, change, metric)) : [text.reasons[reason]]
  return [head, ...rest].join(' ')
}

function namedPart(named: Named, change: number, metric: Metric): string {
  const { dimension, value, total, why, rose } = named
  const text = journeyWords.value.changes
  const say = total < 0 === change < 0 ? text.part : text.against
  const by = dimensionName(dimension as Dimension, words.value)
  const what = text.why[why][rose ? 'rose' : 'fell']
  const shown = valueName(dimension as Dimension, value, language.value, words.value)
  return say(by, partOf(total, metric), what, shown)
}
