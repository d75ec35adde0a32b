import { DAY } from '../../durations.ts'
import type { AccountsAnswer } from './answer.ts'
import { COURSES, type Course } from './course.ts'
import type { ScoredRow } from './rows.ts'
import { QUADRANTS } from './temperature.ts'

type Totals = AccountsAnswer['totals']

/** Days in which a renewal is near. */
const SOON = 30

/** What rows add up to, at a moment, epoch ms. */
export function totalsOf(rows: readonly ScoredRow[], at: number): Totals {
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
    renewals: renewalsIn(rows, at),
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

function renewalsIn(rows: readonly ScoredRow[], at: number): Totals['renewals'] {
  // What is only tried has nothing to renew.
  const soon = rows.filter(({ mrr, renews_at: renews }) => {
    return mrr > 0 && renews !== null && Date.parse(renews) - at <= SOON * DAY
  })
  return { ...sumOf(soon), silent: soon.filter(({ course }) => course === 'silent').length }
}
