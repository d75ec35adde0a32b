import { campaignKey, visitKey } from '../../acquisition/derive.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import { BoundedMap } from '../../bounded-map.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import { type EventFacts, PAGEVIEW } from '../../store/event-rows.ts'
import type { Interner } from '../../store/ledger.ts'
import type { Moment } from './partition.ts'

/** How events came, as the rules of visits see it. */
export interface Arrivals {
  /** The campaign and the origin that an event means for where visits begin. */
  came(event: Pick<EventFacts, 'name' | 'acquisition'>): Came
  /** The origin of a visit that came so. */
  originOf(acquisition: number): string
  /** How a visit that begins with this event came. */
  of(site: IntakeSite, event: Pick<EventFacts, 'name' | 'page' | 'acquisition'>): number
}

export type Came = Pick<Moment, 'origin' | 'campaign'>

/** Nothing known: how a visit without tags, click id or referrer came. */
const DIRECT: AcquisitionFacts = { tags: {}, click_type: null, referrer: null }
const NOTHING: Came = { origin: null, campaign: null }

export function arrivals(interner: Interner): Arrivals {
  const known = new BoundedMap<number, Came & { origin: string }>(50_000)
  const direct = { origin: visitKey(DIRECT), campaign: null }

  function by(acquisition: number): Came & { origin: string } {
    const remembered = known.get(acquisition)
    if (remembered) return remembered
    const facts = interner.factsOf(acquisition)
    const fresh = { origin: visitKey(facts), campaign: campaignKey(facts) }
    known.set(acquisition, fresh)
    return fresh
  }

  return {
    came({ name, acquisition }) {
      if (name !== PAGEVIEW) return NOTHING
      return acquisition === null ? direct : by(acquisition)
    },
    originOf: (acquisition) => by(acquisition).origin,
    of(site, event) {
      if (event.name !== PAGEVIEW) return interner.acquisition(site, DIRECT, null)
      if (event.acquisition !== null || event.page === null) return event.acquisition ?? 0
      return interner.acquisition(site, DIRECT, event.page)
    },
  }
}
