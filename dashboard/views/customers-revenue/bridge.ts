import type { Month } from './asked.ts'

/** Ways in which a month's money moves, and whether each adds or takes away. */
export const MOVES = {
  new: 1,
  reactivation: 1,
  expansion: 1,
  contraction: -1,
  churn: -1,
  fx: 1,
} as const
export type Move = keyof typeof MOVES
const NAMES = Object.keys(MOVES) as Move[]

export interface Bridge {
  start: number
  /** Signed: what leaves is below 0. */
  moves: Record<Move, number>
  end: number
}

/** Several months as one: from the first's start to the last's end. */
export function bridgeOf(months: readonly Month[]): Bridge {
  const sumOf = (move: Move) =>
    whole(months.reduce((sum, month) => sum + MOVES[move] * month[move], 0))
  return {
    start: months[0]?.start_mrr ?? 0,
    moves: Object.fromEntries(NAMES.map((move) => [move, sumOf(move)])) as Record<Move, number>,
    end: months.at(-1)?.end_mrr ?? 0,
  }
}

export interface Step {
  name: 'start' | Move | 'end'
  amount: number
  /** Where its bar begins and ends, in money. */
  from: number
  to: number
}

/** The bars from start to end, each move where the one before it has come to; rates only where they have moved anything. */
export function stepsOf({ start, moves, end }: Bridge): Step[] {
  let reached = start
  const steps = NAMES.filter((name) => name !== 'fx' || moves.fx !== 0).map((name): Step => {
    const from = reached
    reached = whole(reached + moves[name])
    return { name, amount: moves[name], from, to: reached }
  })
  return [
    { name: 'start', amount: start, from: 0, to: start },
    ...steps,
    { name: 'end', amount: end, from: 0, to: end },
  ]
}

/** Of any currency's minor units: 0.1 + 0.2 is 0.3. */
function whole(amount: number): number {
  return Math.round(amount * 1_000) / 1_000 || 0
}
