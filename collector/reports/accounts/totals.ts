import type { AccountsAnswer } from './answer.ts'
import { COURSES, type Course } from './course.ts'
import type { ScoredRow } from './rows.ts'
import { QUADRANTS } from './temperature.ts'

type Totals = AccountsAnswer['totals']

/** Days in which a renewal is near. */
const SOON = 30

/** What rows add up to. */
export function totalsOf(rows: readonly ScoredRow[]): Totals {
  const atRisk = rows.filter(({ at_risk }) => at_risk.length > 0)
  const count = (quadrant: (typeof QUADRANTS)[number]) =>
    rows.filter((row) => row.quadrant === quadrant).length
  const [grow = 0, train = 0, understand = 0, revive = 0] = QUADRANTS.map(count)
  return {
    ...sumOf(rows),
    at_risk: atRisk.length,
    mrr_at_risk: sumOf(atRisk).mrr,
    active: rows.filter(({ active_days }) => active_days > 0).length,
    courses: coursesIn(rows),
    renewals: renewalsIn(rows),
    quadrants: { grow, train, understand, revive },
  }
}

/** No currency has more than four places. */
function sumOf(rows: readonly ScoredRow[]): { accounts: number; mrr: number } {
  const mrr = Number(rows.reduce((sum, row) => sum + row.mrr, 0).toFixed(4))
  return { accounts: rows.length, mrr }
}

function coursesIn(rows: readonly ScoredRow[]): Totals['courses'] {
  const all = COURSES.map((course) => {
    const own = rows.filter((row) => row.course === course)
    return [course, { ...sumOf(own), paying: own.filter(({ mrr }) => mrr > 0).length }] as const
  })
  return Object.fromEntries(all) as Record<Course, Totals['courses'][Course]>
}

/** Whether it renews in at most so many days; what is only tried has nothing to renew. */
export function renewsWithin({ mrr, renews_in }: ScoredRow, days: number): boolean {
  return mrr > 0 && renews_in !== null && renews_in <= days
}

function renewalsIn(rows: readonly ScoredRow[]): Totals['renewals'] {
  const soon = rows.filter((row) => renewsWithin(row, SOON))
  return { ...sumOf(soon), silent: soon.filter(({ course }) => course === 'silent').length }
}
