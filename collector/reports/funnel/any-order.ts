import { marksAt, reachFrom } from './matching.ts'
import { endOfInstant, isStep, type Moments, NOWHERE, type Outcome, type Rules } from './rules.ts'

/** Events that have a step, by step, as far as they are of use from an instant on. */
class Ahead {
  readonly #places: number[][]
  readonly #next: number[]
  readonly #moments: Moments

  constructor(moments: Moments, steps: number) {
    this.#moments = moments
    this.#next = new Array<number>(steps).fill(0)
    this.#places = Array.from({ length: steps }, (_, step) =>
      [...moments.keys()].filter((place) => isStep(moments[place]?.marks ?? 0, step)),
    )
  }

  /** The first ones of each step from `start` on and until an instant, in order. */
  from(start: number, until: number): number[] {
    const found = new Set<number>()
    for (const [step, places] of this.#places.entries()) {
      const next = this.#skipTo(start, step)
      for (const place of places.slice(next, next + this.#places.length)) {
        if ((this.#moments[place]?.at ?? 0) <= until) found.add(place)
      }
    }
    return [...found].sort((a, b) => a - b)
  }

  /** How many of the first steps have any event at all there. */
  level(start: number, until: number): number {
    const level = this.#places.findIndex((places, step) => {
      const place = places[this.#skipTo(start, step)] ?? -1
      return (this.#moments[place]?.at ?? Number.POSITIVE_INFINITY) > until
    })
    return level < 0 ? this.#places.length : level
  }

  #skipTo(start: number, step: number): number {
    const places = this.#places[step] ?? []
    let next = this.#next[step] ?? 0
    while ((places[next] ?? Number.POSITIVE_INFINITY) < start) next++
    this.#next[step] = next
    return next
  }
}

/**
 * What a unit comes to where steps may be done in any order: level k when the steps 1 … k find different events within
 * one window. Whatever stands at its beginning can serve a step of such a chain, for the step's own event can give way.
 */
export function outcomeInAnyOrder(rules: Rules, moments: Moments): Outcome {
  const { steps, window, until, now } = rules
  const ahead = new Ahead(moments, steps)
  let best: Best = { level: 0, first: -1, places: [] }
  let last = Number.NEGATIVE_INFINITY
  for (let start = 0, end = 0; start < moments.length; start = end) {
    end = endOfInstant(moments, start)
    const at = moments[start]?.at ?? 0
    if (at >= until) break
    const first = firstOfSteps(moments, start, end, steps)
    if (first === undefined) continue
    last = at
    if (ahead.level(start, at + window) <= best.level) continue
    best = better(best, moments, ahead.from(start, at + window), { start, end, steps })
  }
  if (best.level === 0) return NOWHERE
  const chain = chosenOf(best, moments)
  return {
    level: best.level,
    chain,
    first: best.first,
    pending: best.level < steps && last >= now - window,
  }
}

interface Best {
  level: number
  first: number
  places: readonly number[]
}

interface Beginning {
  start: number
  end: number
  steps: number
}

function better(
  best: Best,
  moments: Moments,
  places: number[],
  { start, end, steps }: Beginning,
): Best {
  const level = reachFrom(0, marksAt(moments, places), steps)
  const first = firstOfSteps(moments, start, end, level)
  return level > best.level && first !== undefined ? { level, first, places } : best
}

/** The first moment of an instant that could serve one of the first steps. */
function firstOfSteps(
  moments: Moments,
  start: number,
  end: number,
  steps: number,
): number | undefined {
  const wanted = 2 ** steps - 1
  for (let place = start; place < end; place++) {
    if (((moments[place]?.marks ?? 0) & wanted) !== 0) return place
  }
  return undefined
}

/** The earliest event for each step in turn that leaves events for the others, `first` among them all. */
function chosenOf({ level, first, places }: Best, moments: Moments): number[] {
  const chain: number[] = []
  let free = [first, ...places.filter((place) => place > first)]
  for (let step = 0; step < level; step++) {
    const chosen = free.find((place) => {
      if (!isStep(moments[place]?.marks ?? 0, step)) return false
      const rest = free.filter((other) => other !== place)
      return leaves(rest, moments, { step: step + 1, level, first })
    })
    if (chosen === undefined) throw new Error('there is no chain of that level')
    chain.push(chosen)
    free = free.filter((place) => place !== chosen)
  }
  return chain
}

/** Whether the steps from one on find events among the free ones, and the first event a step. */
function leaves(
  free: readonly number[],
  moments: Moments,
  { step, level, first }: { step: number; level: number; first: number },
): boolean {
  if (reachFrom(step, marksAt(moments, free), level) < level) return false
  if (!free.includes(first)) return true
  const marks = moments[first]?.marks ?? 0
  return ((marks >>> step) & (2 ** (level - step) - 1)) !== 0
}
