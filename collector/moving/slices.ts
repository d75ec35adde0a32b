import type { FoundEvent, ImportedEvent, Rejected, Whereabouts } from './format.ts'

/** A part of a file, read: as many events as a commit takes. */
export interface Slice {
  /** Import lines, as JSON. */
  lines: string[]
  /** Where each stood. */
  at: Whereabouts[]
  rejected: Rejected[]
  /** How many were left out, by why. */
  leftOut: Record<string, number>
  /** Of its events, epoch ms; null without any. */
  from: number | null
  to: number | null
  /** Dates, in the site's zone, that no slice before it had. */
  dates: string[]
  /** How much of the file has been read, 0–1. */
  share: number
}

/** Events that are committed together: few enough that live ones never wait long for the disk. */
const MOST = 2_000
/** What is left out fills no slice; it comes all the same, so that whoever waits hears of it and can stop. */
const MOST_LEFT_OUT = 50_000

/** Of an event's property that says which import it came with. */
const IMPORT_PROP = 'import'

export interface Slicing {
  /** Id of the import; null: none is written into the events. */
  mark: string | null
  /** Epoch ms; a later event is refused. */
  latest: number
  dateOf(at: number): string
  share(): number
}

/** Gathers what is found into slices. */
export async function* slicesOf(
  found: AsyncIterable<FoundEvent[]>,
  slicing: Slicing,
): AsyncIterable<Slice> {
  const seen = new Set<string>()
  let slice = emptySlice()
  let leftOut = 0
  for await (const batch of found) {
    for (const one of batch) {
      add(slice, one, slicing, seen)
      leftOut += Number('leftOut' in one)
      if (Math.max(slice.lines.length, slice.rejected.length) < MOST && leftOut < MOST_LEFT_OUT)
        continue
      yield { ...slice, share: slicing.share() }
      slice = emptySlice()
      leftOut = 0
    }
  }
  yield { ...slice, share: 1 }
}

function emptySlice(): Slice {
  return { lines: [], at: [], rejected: [], leftOut: {}, from: null, to: null, dates: [], share: 0 }
}

/** Of a clock that goes wrong, or a year that was mistyped. */
export const NOT_YET = 'of a day that has not come yet'

function add(slice: Slice, one: FoundEvent, slicing: Slicing, seen: Set<string>): void {
  const { mark, dateOf, latest } = slicing
  if ('rejected' in one) {
    slice.rejected.push(one.rejected)
  } else if ('event' in one && one.event.at > latest) {
    const { event, ...where } = one
    slice.rejected.push({ ...where, reason: NOT_YET, text: JSON.stringify(event).slice(0, 2_000) })
  } else if ('leftOut' in one) {
    slice.leftOut[one.leftOut] = (slice.leftOut[one.leftOut] ?? 0) + 1
  } else {
    const { event, line, file } = one
    slice.lines.push(JSON.stringify(mark === null ? event : marked(event, mark)))
    slice.at.push(file === undefined ? { line } : { line, file })
    span(slice, event.at, dateOf, seen)
  }
}

/** First among its properties, so that it is kept where there are too many. */
function marked(event: ImportedEvent, mark: string): ImportedEvent {
  const { props } = event
  const given = typeof props === 'object' && props !== null ? props : {}
  const { [IMPORT_PROP]: _, ...own } = given
  return { ...event, props: { [IMPORT_PROP]: mark, ...own } }
}

/** What any date can say. */
const END = 8.64e15

function span(slice: Slice, at: unknown, dateOf: Slicing['dateOf'], seen: Set<string>): void {
  if (typeof at !== 'number' || !(Math.abs(at) < END)) return
  slice.from = Math.min(slice.from ?? at, at)
  slice.to = Math.max(slice.to ?? at, at)
  const date = dateOf(at)
  if (seen.has(date)) return
  seen.add(date)
  slice.dates.push(date)
}
