import type { ComponentChildren } from 'preact'
import type { Metric } from '../../../collector/vocabulary.ts'
import type { Sides } from '../../models/other-visits.ts'
import { metricOf, type Row } from '../../models/stats.ts'
import type { Column } from '../../parts/data-table.tsx'
import { words } from '../../texts/texts.ts'
import { MetricValue } from './rate.tsx'

interface SidesOf<Found> {
  sides: Sides
  own: (found: Found) => Row | undefined
  others: (found: Found) => Row | undefined
  /** How far they are apart. */
  apart: (found: Found) => ComponentChildren
  explain: ComponentChildren
  sortable?: boolean
  /** What stands at the foot; nothing without it. */
  foot?: Found
}

/** A metric of the visits in view and of the others, and how far they are apart: three columns. */
export function columnsOfSides<Found>(metric: Metric, of: SidesOf<Found>): Column<Found>[] {
  const { sides, own, others, apart, explain, sortable = false, foot } = of
  const head = words.value.metrics[metric].name
  const told = (row: Row | undefined) => (
    <MetricValue row={row} metric={metric} value={metricOf(row, metric)} />
  )
  const column = (key: string, cell: (found: Found) => ComponentChildren) => ({
    key,
    align: 'end' as const,
    cell,
    foot: foot && cell(foot),
  })
  return [
    {
      ...column(metric, (found) => told(own(found))),
      ...{ head, side: sides.own, explain, sortable },
    },
    { ...column(`${metric} others`, (found) => told(others(found))), head, side: sides.others },
    { ...column(`${metric} difference`, apart), head: words.value.beside.difference },
  ]
}
