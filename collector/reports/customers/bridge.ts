import type { Course, Standing } from './ends.ts'
import { type Factors, worthOf } from './factors.ts'

/** Ways in which what a customer brings may move in a month. */
const MOVES = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const
type Move = (typeof MOVES)[number]

/** A month of the bridge: money in minor units of the site's currency, and customers. */
export interface Sums extends Record<Move, number> {
  start_mrr: number
  /** What the next month's rates make of what is there at the end. */
  fx: number
  end_mrr: number
  customers_start: number
  new_customers: number
  reactivated_customers: number
  churned_customers: number
  customers_end: number
}

export const NONE: Readonly<Sums> = {
  start_mrr: 0,
  new: 0,
  reactivation: 0,
  expansion: 0,
  contraction: 0,
  churn: 0,
  fx: 0,
  end_mrr: 0,
  customers_start: 0,
  new_customers: 0,
  reactivated_customers: 0,
  churned_customers: 0,
  customers_end: 0,
}

/** What one customer does to a month. Money at the rates of its start, but `end` at those of the next one's. */
export interface Movement {
  isCustomer: { before: boolean; after: boolean }
  /** Undefined where both ends are alike. */
  move: Move | undefined
  /** By how much, never below 0. */
  size: number
  start: number
  fx: number
  end: number
}

type Take = (course: Course, month: number, movement: Movement) => void

/**
 * Tells of each customer in each month in which there is one, a customer's months one after another. Month i lies
 * between the ends i and i + 1; `factors` are those of the ends.
 *
 *     2 months at 10.00 USD, that are 8.00 EUR on 1 Feb, 9.00 on 1 Mar: in February start 8.00, fx 1.00, end 9.00
 */
export function eachMovement(
  courses: readonly Course[],
  factors: readonly Factors[],
  take: Take,
): void {
  for (const course of courses) {
    const { ends } = course
    let hadBefore = false
    let start = 0
    for (const [month, standing] of ends.slice(0, -1).entries()) {
      const movement = movementOf(
        { before: standing, after: ends[month + 1] ?? [], hadBefore },
        { start, own: factors[month], next: factors[month + 1] },
      )
      if (movement) take(course, month, movement)
      hadBefore ||= standing.length > 0
      start = movement?.end ?? 0
    }
  }
}

interface Ends {
  before: Standing
  after: Standing
  /** Whether there was anything at the end of an earlier month. */
  hadBefore: boolean
}

interface Worth {
  start: number
  own: Factors | undefined
  next: Factors | undefined
}

const UNRATED: Factors = new Map()

function movementOf(ends: Ends, { start, own = UNRATED, next = own }: Worth): Movement | undefined {
  const { before, after } = ends
  if (before.length === 0 && after.length === 0) return undefined
  const reached = after === before ? start : worthOf(after, own)
  const end = own === next ? reached : worthOf(after, next)
  return {
    isCustomer: { before: before.length > 0, after: after.length > 0 },
    move: moveOf(ends, reached - start),
    size: Math.abs(reached - start),
    start,
    fx: end - reached,
    end,
  }
}

function moveOf({ before, after, hadBefore }: Ends, change: number): Move | undefined {
  if (before.length === 0) return hadBefore ? 'reactivation' : 'new'
  if (after.length === 0) return 'churn'
  if (change === 0) return undefined
  return change > 0 ? 'expansion' : 'contraction'
}

export function addTo(sums: Sums, { isCustomer, move, size, start, fx, end }: Movement): void {
  sums.start_mrr += start
  sums.fx += fx
  sums.end_mrr += end
  sums.customers_start += Number(isCustomer.before)
  sums.customers_end += Number(isCustomer.after)
  if (move === undefined) return
  sums[move] += size
  if (move === 'new') sums.new_customers += 1
  if (move === 'reactivation') sums.reactivated_customers += 1
  if (move === 'churn') sums.churned_customers += 1
}
