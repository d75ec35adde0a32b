import { signal } from '@preact/signals'
import { type Dimension, isMetric, type Metric } from '../../collector/vocabulary.ts'
import { keep, recall } from '../kept.ts'
import { TAKEN_OVER } from './stats.ts'
import { pageInView, showOption, view } from './view.ts'

/** A column of a breakdown beside its names. */
export type ColumnName = Metric | 'trend'

const OF_VISITS: readonly Metric[] = [
  'visitors',
  'visits',
  'pageviews',
  'bounce_rate',
  'engaged_rate',
  'visit_duration',
  'views_per_visit',
]
const OF_PAGES: readonly Metric[] = ['time_on_page', 'scroll_depth']
const OF_GOALS: readonly Metric[] = [
  'conversions',
  'converted_visitors',
  'conversion_rate',
  'revenue',
  'average_value',
  'refunds',
]

/** The metrics that a breakdown can show, the usual first; of events there are no others. */
export function metricsToChoose(
  dimension: Dimension,
  usual: readonly Metric[],
  hasGoals: boolean,
): Metric[] {
  if (dimension === 'event') return [...usual]
  const more = [
    ...OF_VISITS,
    ...(dimension === 'page' ? OF_PAGES : []),
    ...(hasGoals ? OF_GOALS : []),
  ]
  return [...new Set([...usual, ...more])]
}

/** With what rates and means among the metrics are taken over: a rate over nothing is none. */
export function withBases(metrics: readonly Metric[]): Metric[] {
  return [...new Set([...metrics, ...metrics.flatMap((metric) => TAKEN_OVER[metric] ?? [])])]
}

const KEPT = 'tributary.columns'
/** What was chosen in this browser, by the first part of a page's path. */
const kept = signal(readKept(recall(KEPT)))

type Kept = Readonly<Record<string, string>>

function readKept(text: string | null): Kept {
  try {
    const read: unknown = JSON.parse(text ?? '{}')
    return typeof read === 'object' && read !== null ? (read as Kept) : {}
  } catch {
    // Whoever wrote it was no dashboard of ours.
    return {}
  }
}

function tableInView(): string {
  return pageInView.value.split('/')[0] ?? ''
}

/** What was chosen for the table in view, as an address has it; the address itself comes first. */
export function chosenColumns(): string | undefined {
  const said: unknown = view.value.options.columns ?? kept.value[tableInView()]
  return typeof said === 'string' ? said : undefined
}

/** The columns of the table in view: those that were chosen of what there is, else the usual. */
export function columnsOf(choosable: readonly Metric[], usual: readonly Metric[]): ColumnName[] {
  const chosen = new Set(chosenColumns()?.split(','))
  const all: ColumnName[] = [...choosable, 'trend']
  const found = all.filter((name) => chosen.has(name))
  return found.some(isMetric) ? found : [...usual, 'trend']
}

/** Chooses the columns of the table in view, from now on; undefined: the usual. */
export function chooseColumns(columns: readonly ColumnName[] | undefined): void {
  const { [tableInView()]: _, ...others } = kept.peek()
  kept.value = columns ? { ...others, [tableInView()]: columns.join(',') } : others
  keep(KEPT, JSON.stringify(kept.peek()))
  if (view.peek().options.columns !== undefined) showOption('columns', undefined)
}
