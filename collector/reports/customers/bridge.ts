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
  /** Whether they are a customer at its start, and at its end. */
  before: boolean
  after: boolean
  /** Undefined where both ends are alike. */
  move: Move | undefined
  /** By how much, never below 0. */
  size: number
  start: number
  fx: number
  end: number
}

type Take = (course: Course, month: number, movement: Movement) => void

const NOTHING: Standing = []
const UNRATED: Factors = new Map()

/**
 * Tells of each customer in each month in which there is one, a customer's months one after another. Month i lies
 * between the ends i and i + 1; `factors` are those of the ends.
 *
 *     10.00 USD a month, that are 8.00 EUR on 1 Feb, 9.00 on 1 Mar: in February start 8.00, fx 1.00, end 9.00
 */
export function eachMovement(
  courses: readonly Course[],
  factors: readonly Factors[],
  take: Take,
): void {
  const months = factors.slice(1).map((next, i): Month => ({ own: factors[i] ?? UNRATED, next }))
  for (const course of courses) tellOf(course, months, take)
}

/** What a month's money is at: the rates of its first day, and of the next one's. */
interface Month {
  own: Factors
  next: Factors
}

/** Counted by hand: of 20,000 customers in 36 months each object more is 720,000. */
function tellOf(course: Course, months: readonly Month[], take: Take): void {
  const { ends, first } = course
  let last: Movement | undefined
  for (const [i, month] of months.entries()) {
    const before = ends[i] ?? NOTHING
    const after = ends[i + 1] ?? NOTHING
    if (before.length === 0 && after.length === 0) continue
    last = movementOf({ before, after, hadBefore: first <= i }, month, last)
    take(course, i, last)
  }
}

/** What a customer brings at both ends of a month, and whether they were one at any end before. */
interface Ends {
  before: Standing
  after: Standing
  hadBefore: boolean
}

/** `last`: the customer's movement before it, which ended as this one starts, or with nothing. */
function movementOf(
  { before, after, hadBefore }: Ends,
  { own, next }: Month,
  last: Movement | undefined,
): Movement {
  const start = last?.end ?? worthOf(before, own)
  const reached = after === before ? start : worthOf(after, own)
  const end = own === next ? reached : worthOf(after, next)
  return {
    before: before.length > 0,
    after: after.length > 0,
    move: moveOf(before, after, { hadBefore, change: reached - start }),
    size: Math.abs(reached - start),
    start,
    fx: end - reached,
    end,
  }
}

function moveOf(
  before: Standing,
  after: Standing,
  { hadBefore, change }: { hadBefore: boolean; change: number },
): Move | undefined {
  if (before.length === 0) return hadBefore ? 'reactivation' : 'new'
  if (after.length === 0) return 'churn'
  if (change === 0) return undefined
  return change > 0 ? 'expansion' : 'contraction'
}

export function addTo(sums: Sums, { before, after, move, size, start, fx, end }: Movement): void {
  sums.start_mrr += start
  sums.fx += fx
  sums.end_mrr += end
  sums.customers_start += Number(before)
  sums.customers_end += Number(after)
  if (move === undefined) return
  sums[move] += size
  if (move === 'new') sums.new_customers += 1
  if (move === 'reactivation') sums.reactivated_customers += 1
  if (move === 'churn') sums.churned_customers += 1
}
