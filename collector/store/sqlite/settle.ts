import type { IntakeSite } from '../../config/intake-site.ts'
import { adoptLone } from './adopt.ts'
import type { Ledger } from './ledger.ts'
import type { Connection } from './open.ts'
import { rebuild } from './rebuild.ts'

/**
 * Cuts what is due. Late events lie in the file as soon as they are committed; that their visits are right may take
 * longer where there are many: each commit cuts some, and what is left is cut between the commits.
 */

/** Events after which a commit leaves the rest for later: some 20 ms. */
const A_COMMIT = 4_000
/** Events of a visitor that are cut at once: some 60 ms. */
const A_SLICE = 10_000

export interface Settling {
  /** Cuts until so much has been read; at least one slice if anything is due. */
  some(): void
  readonly isDue: boolean
}

export function settling(
  db: Connection,
  ledger: Ledger,
  sites: () => ReadonlyMap<string, IntakeSite>,
): Settling {
  const siteOf = db.prepare<[number], number>('select site from person where id = ?').pluck()
  const { recuts } = ledger

  function ruled(visitor: number): IntakeSite | undefined {
    const id = siteOf.get(visitor)
    return [...sites().values()].find((site) => site.id === id)
  }

  /** Answers how many events it read. */
  function slice(): number {
    const next = recuts.next()
    if (!next) return 0
    const [visitor, due] = next
    recuts.settle(visitor, null)
    const site = ruled(visitor)
    if (!site) return 1
    const { rest, written, events } = rebuild(ledger, { site, visitor, due, most: A_SLICE })
    if (rest) recuts.settle(visitor, rest)
    for (const visit of written) adoptLone(ledger, site, visit)
    return events + 1
  }

  return {
    some() {
      for (let read = 0; read < A_COMMIT && recuts.size > 0; ) read += slice()
    },
    get isDue() {
      return recuts.size > 0
    },
  }
}
