import { Refusal } from '../refusal.ts'

/** Lists and objects within one another, and values in all of them: many times what any report can be asked. */
const DEEPEST = 100
const MOST_VALUES = 20_000

/**
 * Throws a 422 for JSON that is nested too deep or holds too much, before anything walks it: a copy for another thread
 * would overflow the stack, and a schema would look at every name in it.
 */
export function requireModest(request: unknown): void {
  requireWithin(request, MOST_VALUES)
}

/** Throws a 422 for JSON that is nested too deep, however much it holds. */
export function requireShallow(value: unknown): void {
  requireWithin(value, Number.POSITIVE_INFINITY)
}

function requireWithin(request: unknown, most: number): void {
  let level: unknown[] = [request]
  let values = 0
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length
    if (depth > DEEPEST) {
      throw new Refusal(422, `a request nests at most ${DEEPEST} deep`)
    }
    if (values > most) {
      const limit = most.toLocaleString('en')
      throw new Refusal(
        422,
        `a request holds at most ${limit} values; use patterns (matches) or segments`,
      )
    }
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
}
