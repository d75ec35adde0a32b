import { parentPort, workerData } from 'node:worker_threads'
import { failureOf } from '../failure.ts'
import type { ImportedDay } from '../imported/imported-day.ts'
import { lineParcel } from '../intake/parcels.ts'
import { screen, screenOf } from '../intake/screen.ts'
import { Refusal } from '../refusal.ts'
import { loadIntakeSites } from '../settings/intake-site.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { findFormat } from './find-format.ts'
import type { AnyFormat, DaysFormat, Rejected, Whereabouts } from './format.ts'
import { foundColumns } from './found-columns.ts'
import type { DaySlice, FromReader, ReadJob } from './messages.ts'
import { type FileAt, openFile } from './open-file.ts'
import { READERS } from './readers.ts'
import { NOT_YET, type Slice, slicesOf } from './slices.ts'
import { datesIn } from './zone.ts'

/** The thread that reads a file of history: whoever answers requests, or writes events, does not wait for it. */

/** Slices that may be on their way. */
const AHEAD = 4

const port = parentPort
if (!port) throw new Error('this file runs as a worker thread')
const job = workerData as ReadJob
const say = (message: FromReader) => port.postMessage(message)

let credit = AHEAD
let waiting: (() => void) | undefined
port.on('message', () => {
  credit += 1
  waiting?.()
})

async function room(): Promise<void> {
  credit -= 1
  if (credit >= 0) return
  await new Promise<void>((resolve) => {
    waiting = resolve
  })
  waiting = undefined
}

async function read(): Promise<void> {
  const file = await openFile(job.path, job.name)
  try {
    const format = findFormat(READERS, file.head, job.format ?? undefined)
    const { name, kind, label } = format
    const table = foundColumns(format, file, job.options)
    say({ found: { format: name, kind, label, table } })
    await (format.kind === 'events' ? readEvents(format, file) : readDays(format, file))
    say({ done: true })
  } finally {
    await file.close()
  }
}

type EventReader = Extract<AnyFormat, { kind: 'events' }>

async function readEvents(format: EventReader, file: FileAt): Promise<void> {
  const refuse = job.tried === null ? undefined : refusing(job.tried)
  const slices = slicesOf(format.read(file, job.options), {
    mark: job.mark,
    // Our own export is what was stored.
    latest: format.name === 'events' ? Number.POSITIVE_INFINITY : job.latest,
    dateOf: datesIn(job.options.timezone),
    share: () => Math.min(file.read() / file.size, 1),
  })
  for await (const slice of slices) {
    await room()
    say({ slice: refuse ? refuse(slice) : slice })
  }
}

/** Says beforehand what the intake would say of the lines, but for what it has already. */
function refusing(database: string): (slice: Slice) => Slice {
  const db = openDatabase(database, { readonly: true })
  const site = loadIntakeSites(db).get(job.options.domain)
  db.close()
  if (!site) throw new Refusal(404, `there is no site ${job.options.domain} here`)
  const rules = screenOf(site)
  return (slice) => {
    const { events } = lineParcel(site, slice.lines, 0)
    const fates = events.map((one) => (typeof one === 'string' ? one : screen(one, rules)))
    const rejected = fates.flatMap((reason, index) => {
      const [at, text] = [slice.at[index] ?? { line: 0 }, slice.lines[index] ?? '']
      return reason === undefined ? [] : [{ ...at, reason, text }]
    })
    const lines = slice.lines.filter((_, index) => fates[index] === undefined)
    return { ...slice, lines, rejected: [...slice.rejected, ...rejected] }
  }
}

async function readDays(format: DaysFormat, file: FileAt): Promise<void> {
  const latest = new Date(job.latest).toISOString().slice(0, 10)
  for await (const batch of format.read(file, job.options)) {
    const slice: DaySlice = { days: [], rejected: [], share: Math.min(file.read() / file.size, 1) }
    for (const one of batch) {
      if ('rejected' in one) slice.rejected.push(one.rejected)
      else if (one.day.date <= latest) slice.days.push(one.day)
      else slice.rejected.push(notYet(one))
    }
    await room()
    say({ daySlice: slice })
  }
}

function notYet({ day, ...where }: { day: ImportedDay } & Whereabouts): Rejected {
  return { ...where, reason: NOT_YET, text: `${day.table}, ${day.date}` }
}

read().catch((error: unknown) => {
  if (!(error instanceof Refusal)) return say({ failure: failureOf(error) })
  const { status, message, errors } = error
  say({ refused: { status, message, errors } })
})
