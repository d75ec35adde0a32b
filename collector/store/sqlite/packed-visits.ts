import { type RawBuilder, sql } from 'kysely'
import type { Span } from '../port.ts'
import { type Column, numberAt } from './columns.ts'
import type { PackedRows } from './packed-rows.ts'

interface Asked {
  site: number
  span: Span
  /** Whole numbers, of the row v alone; null is kept as 0. */
  columns: readonly RawBuilder<unknown>[]
  /** Called now and then; throws when nobody waits any more. */
  goOn(): void
}

/**
 * Calls `add` with the values, always in the same array, of each visit of the site that starts in the span. Answers false,
 * and calls nothing, where there is no copy and none is worth making.
 */
export function eachPackedVisit(
  packed: PackedRows,
  { columns, ...asked }: Asked,
  add: (row: unknown[]) => void,
): boolean {
  const values = [sql`v.start`, ...columns].map((value) => ({ value }))
  const extents = packed.columns({ ...asked, of: 'visits', by: 'start', columns: values })
  for (const { rows, columns } of extents ?? []) {
    asked.goOn()
    eachVisit(rows, columns, { span: asked.span, add })
  }
  return extents !== undefined
}

function eachVisit(
  visits: number,
  [start, ...columns]: readonly Column[],
  { span: { from, to }, add }: { span: Span; add: (row: unknown[]) => void },
): void {
  if (start === undefined) return
  const row: unknown[] = columns.map(() => undefined)
  for (let visit = 0; visit < visits; visit++) {
    const at = numberAt(start, visit)
    if (at < from || at >= to) continue
    for (const [i, column] of columns.entries()) row[i] = numberAt(column, visit)
    add(row)
  }
}
