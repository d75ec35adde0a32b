import { Candidates, marksAt, reachFrom } from './matching.ts'
import { type Breaks, breaksOf, endOfInstant, isStep, type Moments, type Rules } from './rules.ts'

/** An instant that no history has. */
const NEVER = 0x7f_ff_ff_ff

/**
 * Of the chains in order that come to a level, of which there is one, that of the earliest first event, then the earliest
 * second, and so on, by instant and order in the history. Going backwards, `ends` tells how soon the steps from each on
 * can be done by later instants; going forwards then, the first event is taken from which the rest is still in time.
 *
 *     steps A B, window 30 min   A 10:00  A 10:20  B 10:40  B 10:45
 *     soonest end of B           10:40    10:40    10:40    10:45
 *     A 10:00 would need 40 min, A 10:20 needs 20: chosen are A 10:20, B 10:40
 */
export function chosenChain(rules: Rules, moments: Moments, level: number): number[] {
  if (level === 1) return [firstBegin(moments)]
  return new Choice(rules, moments, level).chain()
}

/** Moments before the period are not asked for, and one after it begins no chain before the first in it. */
function firstBegin(moments: Moments): number {
  return moments.findIndex(({ marks }) => isStep(marks, 0))
}

class Choice {
  readonly #rules: Rules
  readonly #breaks: Breaks | undefined
  readonly #moments: Moments
  readonly #level: number
  /** Where each instant begins, and the end of the last one. */
  readonly #starts: number[] = []
  /** By instant and step: the first instant at which a chain can end that goes on with that step there or later. */
  readonly #ends: Int32Array
  #first = -1

  constructor(rules: Rules, moments: Moments, level: number) {
    this.#rules = rules
    this.#breaks = breaksOf(rules)
    this.#moments = moments
    this.#level = level
    for (let start = 0; start < moments.length; start = endOfInstant(moments, start)) {
      this.#starts.push(start)
    }
    this.#ends = new Int32Array((this.#starts.length + 1) * (level + 1)).fill(NEVER)
    this.#starts.push(moments.length)
    for (let instant = this.#starts.length - 2; instant >= 0; instant--) this.#look(instant)
  }

  #at(instant: number): number {
    return this.#moments[this.#starts[instant] ?? 0]?.at ?? 0
  }

  /** Whether an instant comes in time for a chain that began at `begin`. */
  #isBy(instant: number, begin: number): boolean {
    return instant < this.#starts.length - 1 && this.#at(instant) - begin <= this.#rules.window
  }

  #end(instant: number, step: number): number {
    return this.#ends[instant * (this.#level + 1) + step] ?? NEVER
  }

  #candidates(instant: number): number[] {
    const start = this.#starts[instant] ?? 0
    const end = this.#starts[instant + 1] ?? 0
    if (end - start === 1) return [start]
    return new Candidates(this.#rules.steps).add(this.#moments, start, end).places
  }

  #look(instant: number): void {
    const level = this.#level
    const at = this.#at(instant)
    const marks = marksAt(this.#moments, this.#candidates(instant))
    for (let step = 0; step < level; step++) {
      const end = this.#soonest(instant, step, reachFrom(step, marks, level))
      this.#ends[instant * (level + 1) + step] = Math.min(end, this.#later(instant, step))
      if (step === 0 && at < this.#rules.until && this.#isBy(end, at)) this.#first = instant
    }
  }

  /** The soonest end where this instant serves the steps from `step` to before one of those up to `to`. */
  #soonest(instant: number, step: number, to: number): number {
    if (to === this.#level) return instant
    let end = NEVER
    for (let next = step + 1; next <= to; next++) {
      end = Math.min(end, this.#end(instant + 1, next))
    }
    return end
  }

  /** The soonest end where it serves none, if nothing in it breaks the chain. */
  #later(instant: number, step: number): number {
    if (step === 0) return NEVER
    const start = this.#starts[instant] ?? 0
    const end = this.#starts[instant + 1] ?? 0
    const isBroken = this.#breaks?.(this.#moments, start, end, step) ?? false
    return isBroken ? NEVER : this.#end(instant + 1, step)
  }

  chain(): number[] {
    const chain: number[] = []
    for (let instant = this.#first; chain.length < this.#level; instant++) {
      if (instant >= this.#starts.length - 1) throw new Error('there is no chain of that level')
      this.#takeFrom(instant, chain)
    }
    return chain
  }

  /** Takes of an instant what is chosen of it. */
  #takeFrom(instant: number, chain: number[]): void {
    const begin = this.#at(this.#first)
    let free = this.#candidates(instant)
    while (chain.length < this.#level) {
      const step = chain.length
      const chosen = free.find((place) => {
        if (!isStep(this.#moments[place]?.marks ?? 0, step)) return false
        const rest = free.filter((other) => other !== place)
        return this.#isBy(this.#canEnd(instant, step + 1, rest), begin)
      })
      if (chosen === undefined) return
      chain.push(chosen)
      free = free.filter((place) => place !== chosen)
    }
  }

  /** The soonest end of the steps from `step` on, the first ones by the free events of this instant. */
  #canEnd(instant: number, step: number, free: readonly number[]): number {
    if (step === this.#level) return instant
    const to = reachFrom(step, marksAt(this.#moments, free), this.#level)
    return Math.min(this.#end(instant + 1, step), this.#soonest(instant, step, to))
  }
}
