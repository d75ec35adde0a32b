import type { IntakeSite } from '../settings/intake-site.ts'
import { IN_PART, NOTHING, overAnswer, problemAnswer, receiptAnswer } from './answers.ts'
import { type Clocks, clocks } from './clock.ts'
import { type Fates, type Intake, type Parcel, refusedHost } from './intake.ts'
import { BodyRefused, lineParcel, liveParcel, serverParcel } from './parcels.ts'
import type { ImportRequest, IntakeAnswer, LiveRequest } from './port.ts'
import { type DailyBytes, traffic, UNLIMITED } from './traffic.ts'
import type { EventWriter } from './visits/writer.ts'

/** Lines an import commits together: few enough that live events never wait long for the disk. */
const SLICE = 2_000

/** Where requests become answers: parses, lets the road take them together, and says how it went. */
export interface Desk {
  /** One commit for all; the answers in the requests' order, and the sites that were written. */
  live(requests: readonly LiveRequest[]): { answers: IntakeAnswer[]; sites: number[] }
  /** Commits slice by slice; `pause` lets others in between. */
  import(request: ImportRequest, pause: () => Promise<void>): Promise<IntakeAnswer>
}

/** `report` is told of each error that is ours, not the sender's and not the disk's; `most` binds live requests. */
export function openDesk(
  store: EventWriter,
  road: Intake,
  report: (error: unknown) => void,
  most: DailyBytes = UNLIMITED,
): Desk {
  const known: Clocks = clocks()
  const shares = traffic(most)

  function opened(request: LiveRequest, sites: ReadonlyMap<string, IntakeSite>) {
    const site = sites.get(request.site)
    if (!site) return problemAnswer(404, `there is no site ${request.site} here`)
    const { body, ip, userAgent, untrustedProxy, arrival } = request
    const over = shares.take({ site: site.id, ip, arrival }, body.length)
    if (over) return { site, arrival, events: [], skewed: false, over }
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
    const connection = { ip, userAgent, clocks: known, untrustedProxy }
    return refusedAs(() => liveParcel(site, text, arrival, connection))
  }

  /** The parcel, or why it is refused; one that we cannot open for a fault of ours costs only itself. */
  function refusedAs(open: () => Parcel): Parcel | IntakeAnswer {
    try {
      return open()
    } catch (error) {
      if (error instanceof BodyRefused) return problemAnswer(error.status, error.message)
      report(error)
      return answerOf(error)
    }
  }

  /** One bad parcel must not cost its neighbours: when the common commit fails, each is tried alone. */
  function taken(parcels: readonly Parcel[]): (Fates | unknown)[] {
    try {
      return parcels.length > 0 ? road.take(parcels) : []
    } catch (error) {
      if (isStorageFailure(error)) return parcels.map(() => error)
      if (parcels.length > 1) return parcels.flatMap((parcel) => taken([parcel]))
      report(error)
      return [error]
    }
  }

  return {
    live(requests) {
      const sites = store.sites()
      const opening = requests.map((request) => opened(request, sites))
      const parcels = opening.filter(isParcel)
      const results = taken(parcels)
      const answers = opening.map((one) =>
        isParcel(one) ? parcelAnswer(one, results[parcels.indexOf(one)]) : one,
      )
      return { answers, sites: [...new Set(parcels.map((parcel) => parcel.site.id))] }
    },
    async import(request, pause) {
      const site = store.sites().get(request.site)
      if (!site) return problemAnswer(404, `there is no site ${request.site} here`)
      if (!request.ndjson) {
        const parcel = refusedAs(() => serverParcel(site, request.body, request.arrival))
        return isParcel(parcel) ? parcelAnswer(parcel, taken([parcel])[0]) : parcel
      }
      return lineAnswer(site, request, { take: (parcel) => taken([parcel])[0], pause })
    },
  }
}

function isParcel(one: Parcel | IntakeAnswer): one is Parcel {
  return 'events' in one
}

interface Slices {
  /** Fates, or the error that kept the parcel from the disk. */
  take(parcel: Parcel): Fates | unknown
  pause(): Promise<void>
}

async function lineAnswer(
  site: IntakeSite,
  { body, arrival }: ImportRequest,
  { take, pause }: Slices,
): Promise<IntakeAnswer> {
  const all = body.split('\n')
  const written = [...all.keys()].filter((index) => all[index]?.trim() !== '')
  const fates: Fates = []
  const hosts = new Map<number, string>()
  for (let from = 0; from < written.length; from += SLICE) {
    const lines = written.slice(from, from + SLICE).map((index) => all[index] ?? '')
    const parcel = lineParcel(site, lines, arrival)
    const result = take(parcel)
    if (!Array.isArray(result)) return answerOf(result, from > 0 ? IN_PART : NOTHING)
    ;(result as Fates).forEach((fate, index) => {
      fates.push(fate)
      const host = refusedHost(parcel, fate, index)
      if (host !== undefined) hosts.set(from + index, host)
    })
    await pause()
  }
  return receiptAnswer(fates, { places: written, host: (index) => hosts.get(index) })
}

function parcelAnswer(parcel: Parcel, result: unknown): IntakeAnswer {
  if (!Array.isArray(result)) return answerOf(result)
  if (parcel.over) return overAnswer(parcel.over, parcel.arrival)
  const fates = result as Fates
  return receiptAnswer(fates, {
    host: (index) => refusedHost(parcel, fates[index] ?? '', index),
  })
}

function answerOf(result: unknown, stored = NOTHING): IntakeAnswer {
  if (hasLeft(result))
    return problemAnswer(503, `this site is going to another collector; ${stored}`)
  if (isStorageFailure(result))
    return problemAnswer(503, `the event store cannot take events right now; ${stored}`)
  return problemAnswer(500, `this could not be stored; ${stored}`)
}

/** SQLite's own errors: the disk is full, locked, read-only, gone or broken. Sending again later is safe. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'SqliteError' && !hasLeft(error)
}

/** The file refuses what is written to a site that has gone to another collector. */
function hasLeft(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_TRIGGER'
}
