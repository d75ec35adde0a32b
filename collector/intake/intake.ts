import type { Warning } from '../acquisition/warnings.ts'
import { faultDetail } from '../fault-detail.ts'
import type { IntakeSite } from '../settings/intake-site.ts'
import { type AcquireRules, acquire, acquireRules, emptyLandings } from './acquire.ts'
import { enrich } from './enrich.ts'
import { type MayCarry, mostMoney } from './most-money.ts'
import type { PlaceOf } from './place.ts'
import {
  type AcquiredEvent,
  type Outcome,
  OWN_LINK,
  type Reason,
  type ReceivedEvent,
} from './road.ts'
import { type Screen, screen, screenOf } from './screen.ts'
import type { Share } from './traffic.ts'
import type { Batch, EventWriter } from './visits/writer.ts'

/** The events of one request, as the first station left them: each received, or refused with its reason. */
export interface Parcel {
  site: IntakeSite
  /** Epoch ms; what happened is counted under its UTC day. */
  arrival: number
  events: (ReceivedEvent | Reason)[]
  /** The sender's clock was put right. */
  skewed: boolean
  /** Address of a proxy that is not trusted, but says who it speaks for. */
  untrustedProxy?: string | undefined
  /** Nothing of it is taken: its address or site has sent more than a day's share. */
  over?: Share
}

/** What became of each event, in the parcel's order. */
export type Fates = (Outcome | Reason | typeof OWN_LINK)[]

/** The road from received events to the disk. */
export interface Intake {
  /** Takes parcels together in one durable commit; throws, having stored nothing, when the store cannot. */
  take(parcels: readonly Parcel[]): Fates[]
}

interface SiteRoad {
  screen: Screen
  acquire: AcquireRules
  mayCarry: MayCarry | undefined
}

export function intake(store: EventWriter, placeOf: PlaceOf): Intake {
  const roads = new WeakMap<IntakeSite, SiteRoad>()
  const landings = emptyLandings()

  function roadOf(site: IntakeSite): SiteRoad {
    const known = roads.get(site)
    if (known) return known
    const road = {
      screen: screenOf(site),
      acquire: acquireRules(site, landings),
      mayCarry: mostMoney(site),
    }
    roads.set(site, road)
    return road
  }

  function travel(batch: Batch, parcel: Parcel, received: ReceivedEvent): Fates[number] {
    const road = roadOf(parcel.site)
    const dropped = screen(received, road.screen)
    if (dropped) return dropped
    if (!received.sender.trusted && isTooMuch(received, road)) dropMoney(received)
    const enriched = enrich(received, parcel.site.id, { placeOf, salts: batch.salts })
    const { event, warnings, cut } = acquire(enriched, road.acquire)
    if (cut) received.trimmed.push('url')
    const outcome = batch.store(parcel.site, event)
    if (outcome === 'accepted') {
      noteTrimmed(batch, parcel, received)
      noteWarnings(batch, parcel, event, warnings)
    }
    return outcome
  }

  function deliver(batch: Batch, parcel: Parcel): Fates {
    const fates: Fates = new Array(parcel.events.length)
    for (const index of inTimeOrder(parcel.events)) {
      const event = parcel.events[index] as ReceivedEvent | Reason
      fates[index] = typeof event === 'string' ? event : travel(batch, parcel, event)
    }
    countFates(batch, parcel, fates)
    return fates
  }

  return {
    take: (parcels) => store.commit((batch) => parcels.map((parcel) => deliver(batch, parcel))),
  }
}

/** Indexes of the events, oldest first: what arrives in order never needs a visit to be cut again. */
function inTimeOrder(events: readonly (ReceivedEvent | Reason)[]): number[] {
  const order = events.map((_, index) => index)
  if (events.length < 2) return order
  const at = events.map((event) => (typeof event === 'string' ? 0 : event.at))
  return order.sort((a, b) => (at[a] as number) - (at[b] as number) || a - b)
}

function countFates({ quality }: Batch, parcel: Parcel, fates: Fates): void {
  const { site, arrival, skewed, untrustedProxy, over } = parcel
  fates.forEach((fate, index) => {
    if (fate === OWN_LINK) return
    const stored = fate === 'accepted' || fate === 'duplicate'
    const kind = stored ? fate : `rejected:${fate}`
    quality.count(site.id, arrival, kind, detailOf(parcel, fate, index))
  })
  if (skewed) quality.count(site.id, arrival, 'skew')
  if (untrustedProxy !== undefined) quality.count(site.id, arrival, 'proxy', untrustedProxy)
  if (over) quality.count(site.id, arrival, 'limited', over)
}

function detailOf(parcel: Parcel, fate: string, index: number): string | undefined {
  if (fate === 'experiment_fault') return brokenVariant(parcel, index)
  return fate === 'unkept' ? nameOf(parcel, index) : refusedHost(parcel, fate, index)
}

function nameOf(parcel: Parcel, index: number): string | undefined {
  const event = parcel.events[index]
  return typeof event === 'object' ? event.name : undefined
}

function brokenVariant(parcel: Parcel, index: number): string | undefined {
  const event = parcel.events[index]
  if (typeof event !== 'object' || event.props === null) return undefined
  const { experiment, variant } = JSON.parse(event.props) as Record<string, unknown>
  return faultDetail(experiment, variant)
}

/** The host that is not the site's, so that its owner can allow it. */
export function refusedHost(parcel: Parcel, fate: string, index: number): string | undefined {
  if (fate !== 'hostname') return undefined
  const event = parcel.events[index]
  return typeof event === 'object' ? event.url?.hostname : undefined
}

function isTooMuch({ revenue }: ReceivedEvent, { mayCarry }: SiteRoad): boolean {
  return revenue !== null && mayCarry !== undefined && !mayCarry(revenue)
}

function dropMoney(received: ReceivedEvent): void {
  received.revenue = null
  received.trimmed.push('max_amount')
}

/** An event counts once for each field that was cut, whether it said so itself or its body did. */
function noteTrimmed({ quality }: Batch, { site, arrival }: Parcel, event: ReceivedEvent): void {
  const { trimmed, sender } = event
  if (trimmed.length === 0 && sender.trimmed.length === 0) return
  for (const field of new Set([...trimmed, ...sender.trimmed]))
    quality.count(site.id, arrival, 'trimmed', field)
}

function noteWarnings(
  { quality }: Batch,
  { site }: Parcel,
  { landing, received }: AcquiredEvent,
  warnings: Warning[],
): void {
  const { source, medium, campaign } = landing?.tags ?? {}
  const detail = [source, medium, campaign].map((tag) => tag ?? '').join(' / ')
  for (const warning of warnings) quality.count(site.id, received.at, `warning:${warning}`, detail)
}
