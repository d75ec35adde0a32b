import type { Due, Recuts } from '../../store/ledger.ts'

/**
 * Visitors whose visits are to be cut again. Most are settled in the transaction that made them due; the ledger is told
 * of those that were not, so that a stop loses nothing.
 */
export interface RecutQueue {
  has(visitor: number): boolean
  /** One of them, the longest waiting first; `fresh`: one that this transaction has marked. */
  next(fresh: boolean): [visitor: number, due: Due] | undefined
  mark(visitor: number, due: Due): void
  /** It is for later: `next` does not name it as fresh any more. */
  putOff(visitor: number): void
  /** What is left of a visitor's work; null for none. */
  settle(visitor: number, rest: Due | null): void
  readonly size: number
  /** Tells the ledger what is still due; call before committing. */
  flush(): void
}

export function recutQueue(stored: Recuts): RecutQueue {
  const due = new Map(stored.all())
  const known = new Set(due.keys())
  const changed = new Set<number>()
  const marked = new Set<number>()

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
        if (left) {
          stored.put(visitor, left)
          known.add(visitor)
        } else if (known.delete(visitor)) stored.remove(visitor)
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
