import type { EventStore } from '../store/ledger.ts'
import type { Arrival } from '../store/moving.ts'
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
  const inTurn = oneAfterTheOther()
  return ({ kind, what, given }) => {
    const side = sides[kind] as unknown as Record<string, (...given: unknown[]) => unknown>
    const follow = () => side[what]?.(...given)
    // Removing what came before pauses; nothing of the same site is stored meanwhile.
    return kind === 'coming' ? inTurn(siteOf(given), follow) : follow()
  }
}

function siteOf([first]: unknown[]): number {
  return typeof first === 'number' ? first : (first as Arrival).site
}

/** Work on a site begins when all that was asked of the same site before has ended, however it did. */
function oneAfterTheOther() {
  const last = new Map<number, Promise<unknown>>()
  return (site: number, work: () => unknown): Promise<unknown> => {
    const done = Promise.resolve(last.get(site)).then(work)
    const ended = done
      .catch(() => undefined)
      .then(() => {
        if (last.get(site) === ended) last.delete(site)
      })
    last.set(site, ended)
    return done
  }
}
