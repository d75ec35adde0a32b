import type { AccountRow, Course } from '../../models/accounts.ts'

/**
 * Those at risk, and those that have gone quiet; of one course, those of it. Most money first, of equals those that fell
 * furthest, then the least healthy.
 */
export function riskyOf(items: readonly AccountRow[], course: Course | undefined): AccountRow[] {
  return items
    .filter((row) => (course === undefined ? isRisky(row) : row.course === course))
    .toSorted((a, b) => b.mrr - a.mrr || fallOf(b) - fallOf(a) || (a.health ?? 0) - (b.health ?? 0))
}

/** By how much its health is below what it was. */
function fallOf({ at_risk }: AccountRow): number {
  const fall = at_risk.find(({ why }) => why === 'falling')
  return fall?.why === 'falling' ? fall.from - fall.to : 0
}

function isRisky({ at_risk, course }: AccountRow): boolean {
  return at_risk.length > 0 || course === 'silent'
}
