import type { EventStore } from '../store/ledger.ts'
import { SqliteArrivals } from '../store/sqlite/moving/arrivals.ts'
import { SqliteDepartures } from '../store/sqlite/moving/departures.ts'
import type { Connection } from '../store/sqlite/open.ts'
import type { Order } from './messages.ts'

type MovingOrder = Extract<Order, { kind: 'leaving' | 'coming' }>

export function isOfMoving(order: Order): order is MovingOrder {
  return order.kind === 'leaving' || order.kind === 'coming'
}

interface Moving {
  db: Connection
  /** Number of this collector. */
  collector: number
  store: EventStore
  pause(): Promise<void>
}

/** Sites that leave this file, and that come to it, by the one who writes it. */
export function moving({ db, collector, store, pause }: Moving): (order: MovingOrder) => unknown {
  const forget = () => store.forget()
  const sides = {
    leaving: new SqliteDepartures(db, () => {
      forget()
      return pause()
    }),
    coming: new SqliteArrivals({ db, collector, now: Date.now, forget, pause }),
  }
  return ({ kind, what, given }) => {
    const side = sides[kind] as unknown as Record<string, (...given: unknown[]) => unknown>
    return side[what]?.(...given)
  }
}
