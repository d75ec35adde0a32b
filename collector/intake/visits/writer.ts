import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Limits } from '../../store/changes.ts'
import { ENGAGEMENT, type EventFacts } from '../../store/event-rows.ts'
import type { EventStore, Ledger, Quality, Salts } from '../../store/ledger.ts'
import { addressShares } from '../address-shares.ts'
import { allowances, NO_LIMITS } from '../allowances.ts'
import type { AcquiredEvent, Outcome } from '../road.ts'
import { takeOver } from './consent.ts'
import { describe } from './descriptions.ts'
import { draftOf } from './draft.ts'
import { latestView } from './latest-view.ts'
import { putEvent } from './put-event.ts'
import { type Removal, removal } from './removal.ts'
import { type Settling, settling } from './settle.ts'
import { type Station, station } from './station.ts'
import { lateLinks, linkTomorrow } from './tomorrow.ts'
import { visitorOf } from './whose.ts'

/** What one transaction may do. */
export interface Batch extends Removal {
  salts: Salts
  quality: Quality
  store(site: IntakeSite, event: AcquiredEvent): Outcome
}

/** The last station but the disk: puts events where they belong, in all-or-nothing batches. */
export interface EventWriter extends Pick<EventStore, 'sites' | 'tidy' | 'forget'> {
  /** Runs `work` in one transaction; when it returns, everything is on the disk. */
  commit<T>(work: (batch: Batch) => T): T
  /** Cuts some of the visits that late events have left to be cut again. Answers whether more are left. */
  settle(): boolean
  /** Whether any are. */
  readonly isDue: boolean
}

/** What is kept in memory beside one ledger. */
interface Writing extends Omit<Batch, 'salts' | 'quality'> {
  settler: Settling
  /** Cuts what the transaction has made due, as far as a commit goes, and puts what is kept back until its end. */
  finish(): void
}

/** The only writer of that store. `limits`: of what browsers may add. */
export function eventWriter(
  store: EventStore,
  now: () => number,
  limits: Limits = NO_LIMITS,
): EventWriter {
  const shares = addressShares()
  const write = (ledger: Ledger) => writing(ledger, store.sites, { limits, now, shares })
  let known = store.ledger()
  let current = write(known)

  function writingTo(ledger: Ledger): Writing {
    if (ledger !== known) {
      known = ledger
      current = write(ledger)
    }
    return current
  }

  function commit<T>(work: (batch: Batch) => T): T {
    return store.commit((ledger) => {
      const { store, remove, bringBack, finish } = writingTo(ledger)
      const { salts, quality } = ledger
      const answer = work({ salts, quality, store, remove, bringBack })
      finish()
      return answer
    })
  }

  const isDue = () => writingTo(store.ledger()).settler.isDue
  return {
    sites: store.sites,
    tidy: store.tidy,
    forget: store.forget,
    commit,
    settle() {
      if (isDue()) commit(() => current.settler.one())
      return isDue()
    },
    get isDue() {
      return isDue()
    },
  }
}

interface Bounds extends Omit<Parameters<typeof allowances>[2], 'quality'> {
  limits: Limits
}

/** An engagement that names no pageview tells of the latest one of its address. */
function nameView(station: Station, visitor: number, facts: EventFacts): void {
  const { name, of, page, at } = facts
  if (name === ENGAGEMENT && of === null && page !== null)
    facts.of = latestView(station, visitor, { page, at })
}

function writing(
  ledger: Ledger,
  sites: () => ReadonlyMap<string, IntakeSite>,
  { limits, now, shares }: Bounds,
): Writing {
  const { quality } = ledger
  const room = allowances(ledger.allowances, limits, { now, quality, shares })
  const here = station(ledger)
  const settler = settling(here, sites)
  const late = lateLinks(here)
  return {
    ...removal(here),
    settler,
    store(site, event) {
      const { id, at } = event.received
      if (!here.held.takes(site.id, at)) return here.ids.has(site.id, id) ? 'duplicate' : 'too_old'
      if (!here.ids.add(site.id, id)) return 'duplicate'
      const draft = draftOf(here, site, event, room)
      const visitor = visitorOf(here, site, event, draft)
      takeOver(here, site, visitor, event)
      nameView(here, visitor, draft.facts)
      putEvent(here, site, visitor, draft)
      linkTomorrow(here, site, { visitor, event, draft })
      late.note(site, { visitor, event, draft })
      const { user, account } = draft.facts
      if (!describe(here.persons, site, event.received, { visitor, user, account }))
        quality.count(site.id, now(), 'trimmed', 'trust_traits')
      return 'accepted'
    },
    finish() {
      settler.fresh()
      late.link()
      settler.fresh()
      here.recuts.flush()
      here.engagement.rest()
      room.flush()
    },
  }
}
