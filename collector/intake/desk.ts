import type { IntakeSite } from '../config/intake-site.ts'
import type { ImportRequest, IntakeAnswer, LiveRequest } from '../http/ports.ts'
import type { EventWriter } from '../store/sqlite/event-store.ts'
import { IN_PART, NOTHING, problemAnswer, receiptAnswer } from './answers.ts'
import type { Fates, Intake, Parcel } from './intake.ts'
import { BodyRefused, lineParcel, liveParcel, serverParcel } from './parcels.ts'

/** Lines an import commits together: few enough that live events never wait long for the disk. */
const SLICE = 2_000

/** Where requests become answers: parses, lets the road take them together, and says how it went. */
export interface Desk {
  /** One commit for all; the answers in the requests' order, and the sites that were written. */
  live(requests: readonly LiveRequest[]): { answers: IntakeAnswer[]; sites: number[] }
  /** Commits slice by slice; `pause` lets others in between. */
  import(request: ImportRequest, pause: () => Promise<void>): Promise<IntakeAnswer>
}

/** `report` is told of each error that is ours, not the sender's and not the disk's. */
export function desk(store: EventWriter, road: Intake, report: (error: unknown) => void): Desk {
  function opened(request: LiveRequest, sites: ReadonlyMap<string, IntakeSite>) {
    const site = sites.get(request.site)
    if (!site) return problemAnswer(404, `there is no site ${request.site} here`)
    const body =
      typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body)
    return refusedAs(() => liveParcel(site, body, request.arrival, request))
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
        isParcel(one) ? answerOf(results[parcels.indexOf(one)]) : one,
      )
      return { answers, sites: [...new Set(parcels.map((parcel) => parcel.site.id))] }
    },
    async import(request, pause) {
      const site = store.sites().get(request.site)
      if (!site) return problemAnswer(404, `there is no site ${request.site} here`)
      if (!request.ndjson) {
        const parcel = refusedAs(() => serverParcel(site, request.body, request.arrival))
        return isParcel(parcel) ? answerOf(taken([parcel])[0]) : parcel
      }
      return importLines(site, request, pause)
    },
  }

  async function importLines(
    site: IntakeSite,
    { body, arrival }: ImportRequest,
    pause: () => Promise<void>,
  ): Promise<IntakeAnswer> {
    const all = body.split('\n')
    const written = [...all.keys()].filter((index) => all[index]?.trim() !== '')
    const fates: Fates = []
    for (let from = 0; from < written.length; from += SLICE) {
      const lines = written.slice(from, from + SLICE).map((index) => all[index] ?? '')
      const result = taken([lineParcel(site, lines, arrival)])[0]
      if (!Array.isArray(result)) return answerOf(result, from > 0 ? IN_PART : NOTHING)
      fates.push(...(result as Fates))
      await pause()
    }
    return receiptAnswer(fates, written)
  }
}

function isParcel(one: Parcel | IntakeAnswer): one is Parcel {
  return 'events' in one
}

function answerOf(result: unknown, stored = NOTHING): IntakeAnswer {
  if (Array.isArray(result)) return receiptAnswer(result as Fates)
  if (isStorageFailure(result))
    return problemAnswer(503, `the event store cannot take events right now; ${stored}`)
  return problemAnswer(500, `this could not be stored; ${stored}`)
}

/** SQLite's own errors: the disk is full, locked, read-only, gone or broken. Sending again later is safe. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'SqliteError'
}
