import type { Connection } from './open.ts'

/** Why and from where a visitor's visits are to be cut again. Times in epoch ms. */
export interface Due {
  /** Visits that began by then began rightly. */
  at: number
  /** The last event that is new, gone or another browser's. */
  last: number
  /** The last of those that names a user, who is carried into later visits; null when none does. */
  named: number | null
}

/**
 * Visitors whose events do not lie in their visits yet. Most are settled in the transaction that made them due; the
 * table holds those that were not, so that a stop loses nothing.
 */
export interface Recuts {
  has(visitor: number): boolean
  /** One of them, the longest waiting first; `fresh`: one that this transaction has marked. */
  next(fresh: boolean): [visitor: number, due: Due] | undefined
  mark(visitor: number, due: Due): void
  /** It is for later: `next` does not name it as fresh any more. */
  putOff(visitor: number): void
  /** What is left of a visitor's work; null for none. */
  settle(visitor: number, rest: Due | null): void
  readonly size: number
  /** Writes what is still due; call before committing. */
  flush(): void
}

export function recuts(db: Connection): Recuts {
  const put =
    db.prepare(`insert into recut (visitor, at, last, named) values (@visitor, @at, @last, @named)
    on conflict (visitor) do update set at = excluded.at, last = excluded.last, named = excluded.named`)
  const remove = db.prepare('delete from recut where visitor = ?')
  const rows = db
    .prepare<[], Due & { visitor: number }>('select visitor, at, last, named from recut')
    .all()
  const due = new Map<number, Due>(rows.map(({ visitor, ...rest }) => [visitor, rest]))
  const stored = new Set(due.keys())
  const changed = new Set<number>()
  const marked = new Set<number>()

  function write(visitor: number, left: Due): void {
    put.run({ visitor, ...left })
    stored.add(visitor)
  }

  return {
    has: (visitor) => due.has(visitor),
    next(fresh) {
      if (!fresh) return due.entries().next().value
      for (const visitor of marked) {
        const left = due.get(visitor)
        if (left) return [visitor, left]
      }
      return undefined
    },
    mark(visitor, more) {
      due.set(visitor, both(due.get(visitor), more))
      changed.add(visitor)
      marked.add(visitor)
    },
    putOff(visitor) {
      marked.delete(visitor)
    },
    settle(visitor, rest) {
      // Whoever has more to come waits behind the others.
      due.delete(visitor)
      marked.delete(visitor)
      if (rest) due.set(visitor, rest)
      changed.add(visitor)
    },
    get size() {
      return due.size
    },
    flush() {
      for (const visitor of changed) {
        const left = due.get(visitor)
        if (left) write(visitor, left)
        else if (stored.delete(visitor)) remove.run(visitor)
      }
      changed.clear()
      marked.clear()
    },
  }
}

/** Work that covers one and the other. */
function both(one: Due | undefined, other: Due): Due {
  if (!one) return other
  const named = [one.named, other.named].filter((at) => at !== null)
  return {
    at: Math.min(one.at, other.at),
    last: Math.max(one.last, other.last),
    named: named.length === 0 ? null : Math.max(...named),
  }
}
