import { addTo, eachMovement, NONE, type Sums } from './bridge.ts'
import { CohortTriangle } from './cohorts.ts'
import type { Course } from './ends.ts'
import type { Factors } from './factors.ts'
import type { Groups } from './groups.ts'
import { settledSums, toTheCent } from './to-the-cent.ts'

/** Every month: as it is, and in whole minor units. */
export interface Tallied {
  exact: Sums[]
  cents: Sums[]
  cohorts: { customers: number[]; mrr: number[] }[]
}

/** The bridge of all, the cohorts and the groups, in one pass over what customers brought. */
export function tallied(
  courses: readonly Course[],
  factors: readonly Factors[],
  groups: Groups | undefined,
): Tallied {
  const months = factors.length - 1
  const sums = Array.from({ length: months }, (): Sums => ({ ...NONE }))
  const triangle = new CohortTriangle(months)
  eachMovement(courses, factors, (course, month, movement) => {
    const own = sums[month]
    if (own) addTo(own, movement)
    triangle.add(course, month, movement)
    groups?.add(course, month, movement)
  })
  const exact = sums.map(settledSums)
  const cents = exact.map(toTheCent)
  return { exact, cents, cohorts: triangle.told(cents.map(({ end_mrr }) => end_mrr)) }
}
