import type { History } from '../../store/port.ts'
import type { Outcome } from './rules.ts'

/** How many units came how far, and how long they took from step to step. */
export class Counts {
  /** By step: the units that reached it. */
  readonly reached: number[]
  /** By level: the units at it that may still get on. */
  readonly pendingAt: number[]
  /** By step: ms from the event of the step before. */
  readonly times: number[][]

  constructor(steps: number) {
    this.reached = new Array<number>(steps).fill(0)
    this.pendingAt = new Array<number>(steps + 1).fill(0)
    this.times = this.reached.map(() => [])
  }

  add({ level, pending }: Outcome): void {
    for (let step = 0; step < level; step++) this.reached[step] = (this.reached[step] ?? 0) + 1
    if (pending) this.pendingAt[level] = (this.pendingAt[level] ?? 0) + 1
  }

  addTimes({ moments }: History, { chain }: Outcome): void {
    for (let step = 1; step < chain.length; step++) {
      const from = moments[chain[step - 1] ?? 0]?.at ?? 0
      const to = moments[chain[step] ?? 0]?.at ?? 0
      this.times[step]?.push(to - from)
    }
  }
}
