import type { Ledger } from '../../store/ledger.ts'
import { dayBefore } from './partition.ts'

/** Who is looked for has just been there: neither more visits nor more of a visit's last events than these are looked through. */
const MOST_VISITS = 8
const MOST_EVENTS = 500

/** Id of the visitor's latest pageview of a page by that time, of those that began in the day before; null for none. */
export function latestView(
  { visits, views }: Pick<Ledger, 'visits' | 'views'>,
  visitor: number,
  seen: { page: number; at: number },
): string | null {
  for (const { id, size } of visits.near(visitor, dayBefore(seen.at)).slice(0, MOST_VISITS)) {
    const view = views.latestOf(id, { ...seen, from: size - MOST_EVENTS })
    if (view !== undefined) return view
  }
  return null
}
