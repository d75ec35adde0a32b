import { z } from 'zod'
import { SECOND } from '../../durations.ts'
import type { MarkedMoment } from '../../store/port.ts'
import { type Names, VIEW } from './walk.ts'

/** Whoever leaves a page sooner has hardly read it. */
const QUICK = 5 * SECOND

const Page = { page: z.string() }
export const LoopRows = z.object({
  /** Pages by how many units came back to them after another page. */
  again: z.array(z.object({ ...Page, units: z.int(), again: z.int() })),
  /** Pages by how many of their views another page followed within 5 seconds. */
  quick: z.array(z.object({ ...Page, views: z.int(), quick: z.int() })),
})
export type LoopRows = z.infer<typeof LoopRows>

interface Tally {
  units: number
  again: number
  views: number
  quick: number
}

/**
 * Where people go round, and where they are not held. Of `/a /b /a`, the second a second after the first, /a is seen again
 * and left quickly; a page that is loaded once more is neither.
 */
export class Loops {
  /** By the number of the page's name. */
  readonly #tallies = new Map<number, Tally>()
  readonly #names: Names

  constructor(names: Names) {
    this.#names = names
  }

  add(moments: readonly MarkedMoment[]): void {
    const views = moments
      .filter(({ marks }) => (marks & VIEW) !== 0)
      .map((moment) => ({ at: moment.at, page: this.#names.numberOf(moment) }))
    const again = new Map<number, boolean>()
    for (const [i, { at, page }] of views.entries()) {
      const tally = this.#tallyOf(page)
      const [before, next] = [views[i - 1], views[i + 1]]
      tally.views++
      if (next && next.page !== page && next.at - at < QUICK) tally.quick++
      again.set(page, again.get(page) === true || (again.has(page) && before?.page !== page))
    }
    for (const [page, came] of again) {
      const tally = this.#tallyOf(page)
      tally.units++
      if (came) tally.again++
    }
  }

  #tallyOf(page: number): Tally {
    const known = this.#tallies.get(page)
    if (known) return known
    const fresh = { units: 0, again: 0, views: 0, quick: 0 }
    this.#tallies.set(page, fresh)
    return fresh
  }

  told(most: number): LoopRows {
    const rows = [...this.#tallies].map(([page, tally]) => ({
      page: this.#names.of(page).name,
      ...tally,
    }))
    const first = (key: 'again' | 'quick') =>
      rows
        .filter(({ [key]: count }) => count > 0)
        .sort((a, b) => b[key] - a[key] || (a.page < b.page ? -1 : 1))
        .slice(0, most)
    return {
      again: first('again').map(({ page, units, again }) => ({ page, units, again })),
      quick: first('quick').map(({ page, views, quick }) => ({ page, views, quick })),
    }
  }
}
