import { type RawBuilder, sql } from 'kysely'
import type { Span } from '../port.ts'

/** What of an extent's visits lies in a span: the start of one, a moment of one, or either. */
const REACHES = {
  start: sql`x.last_start`,
  moment: sql`x.last_event`,
  either: sql`max(x.last_start, x.last_event)`,
}

/** Of extents x: those of the site in whose bounds a visit may start, or a moment lie, in the span. */
export function extentsReaching(
  site: number,
  { from, to }: Span,
  by: keyof typeof REACHES,
): RawBuilder<unknown> {
  return sql`x.site = ${site} and x.first_start < ${to} and ${REACHES[by]} >= ${from}`
}
