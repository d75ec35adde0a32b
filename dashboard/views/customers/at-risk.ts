import type { AccountRow, Course } from '../../models/accounts.ts'
import { type Area, isInside } from './area-in-view.ts'

/** Which accounts of the map are meant. */
export interface Chosen {
  course?: Course | undefined
  area?: Area | undefined
}

/**
 * Those at risk, and those that have gone quiet; of one course or of a part of the map, those of it. Most money first, of
 * equals those that fell furthest, then the least healthy.
 */
export function riskyOf(items: readonly AccountRow[], { course, area }: Chosen): AccountRow[] {
  const isAny = course === undefined && area === undefined
  return items
    .filter((row) => (isAny ? isRisky(row) : isChosen(row, { course, area })))
    .toSorted((a, b) => b.mrr - a.mrr || fallOf(b) - fallOf(a) || (a.health ?? 0) - (b.health ?? 0))
}

/** What is lost is nowhere on the map. */
export function isChosen(row: AccountRow, { course, area }: Chosen): boolean {
  return (
    row.course !== null &&
    (course === undefined || row.course === course) &&
    (area === undefined || isInside(row, area))
  )
}

/** By how much its health is below what it was. */
function fallOf({ at_risk }: AccountRow): number {
  const fall = at_risk.find(({ why }) => why === 'falling')
  return fall?.why === 'falling' ? fall.from - fall.to : 0
}

function isRisky({ at_risk, course }: AccountRow): boolean {
  return at_risk.length > 0 || course === 'silent'
}
