import type { Economics } from './asked.ts'

/** What the customers won in a month have brought less what they cost, each one's part of it. */
export interface ProfitCohort {
  /** `2026-03`. */
  month: string
  customers: number
  /** What winning one has cost. */
  cost: number
  /** From −cost before the first payment on: by how many months were paid. */
  course: number[]
  /** After how many payments what they cost is back; null: not yet. */
  paidBack: number | null
}

type Told = Pick<Economics, 'months' | 'cohorts'>

/**
 * Cohorts of which it is known what they cost, the oldest first; the month that runs pays nothing yet.
 *
 *     2 customers at 60.00 each; MRR 150.00, 250.00, 200.00; margin 0.8
 *     course     −60, −60 + 60 = 0, 0 + 100 = 100, 180     paid back after 1
 */
export function profitCohorts({ months, cohorts }: Told, margin: number): ProfitCohort[] {
  const costs = new Map(months.map(({ month, cac }) => [month, cac]))
  const running = months.find(({ partial }) => partial)?.month
  return cohorts.flatMap(({ month, customers, mrr }, i): ProfitCohort[] => {
    const cost = costs.get(month) ?? null
    const size = customers[0] ?? 0
    if (cost === null || size === 0 || month === running) return []
    const ended = running === undefined ? cohorts.length : cohorts.length - 1
    const course = [-cost]
    for (const money of mrr.slice(0, ended - i)) {
      course.push((course.at(-1) ?? 0) + (money * margin) / size)
    }
    return [{ month, customers: size, cost, course, paidBack: firstAboveZero(course) }]
  })
}

/** After how many payments nothing is missing any more; null: not yet. */
export function firstAboveZero(course: readonly number[]): number | null {
  const paid = course.findIndex((sum, n) => n > 0 && sum >= -1e-9)
  return paid < 0 ? null : paid
}

/**
 * All of them as one, each customer weighing the same: at each number of payments those that have come so far, as long as
 * they are at least half of all. Fewer would say more of who they are than of when.
 */
export function together(cohorts: readonly ProfitCohort[]): number[] {
  const course: number[] = []
  const all = peopleIn(cohorts)
  for (let n = 0; ; n++) {
    const there = cohorts.filter(({ course: own }) => own.length > n)
    const people = peopleIn(there)
    if (people === 0 || people < all / 2) return course
    const sum = there.reduce((so, { course: own, customers }) => so + (own[n] ?? 0) * customers, 0)
    course.push(sum / people)
  }
}

function peopleIn(cohorts: readonly ProfitCohort[]): number {
  return cohorts.reduce((sum, { customers }) => sum + customers, 0)
}
