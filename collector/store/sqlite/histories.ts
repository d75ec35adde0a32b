import type { RawBuilder } from 'kysely'
import type { Histories, History, LocalRate, MarkedMoment } from '../port.ts'
import { MOST_OF_ONE } from '../too-many.ts'
import type { BesideColumn } from './beside-column.ts'
import { joined, keyReader } from './keys.ts'
import { besideOf, firstOf, gatheringOf, type Keys, onlyBit } from './moment-rows.ts'
import { endOfRun, inOrder, Moments, type RankOf } from './moments.ts'
import type { Connection } from './open.ts'
import { type CopiesRoom, fillingFromCopies } from './packed-moments.ts'
import { unpackId } from './uid.ts'
import { PLACES } from './usual-columns.ts'

/** Moments held at once: 24 bytes each, four for each key that is an id and for several marks, and the texts of the others. */
const MOST_MOMENTS = MOST_OF_ONE

/** Rows of copies in a pass: what is held of them is some tens of megabytes. */
const PORTION = 2 ** 20

/** Rows, and histories, between two looks at whether anybody still waits. */
const LOOK_EVERY = 1_024

export interface HistoriesRoom extends CopiesRoom {
  db: Connection
  /** Runs a statement to its end, which may ask for the rates. */
  run(statement: RawBuilder<unknown>, rates: readonly LocalRate[] | undefined): void
}

type Values = MarkedMoment['beside']

/** Puts what a raw value of such keys stands for into a list; `alone` is a list of its own, which moments may share. */
interface Meaning {
  into(list: Values[number][], raw: unknown): void
  alone(raw: unknown): Values
}

/**
 * Histories over an aggregate that hands each marked event to JavaScript, because SQLite's sorter takes longer than the
 * scan, and a row's way out of a statement longer than a call.
 */
export function historiesOf(
  room: HistoriesRoom,
  most = MOST_MOMENTS,
): (parts: Histories) => AsyncIterable<History> {
  const gather = defineGathering(room)
  function* passes(parts: Histories): Generator<History> {
    const keys = joined(parts.beside)
    const moments = new Moments(most, besideOf(parts, keys).length)
    const bits = onlyBit(parts) === undefined
    const portion = Math.min(PORTION, most)
    const fill = fillingFromCopies(room, { parts, keys: firstOf(keys), bits, portion })
    let after = -1
    while (Number.isFinite(after)) {
      moments.clear()
      // One snapshot of the file: an event that is moved meanwhile would be looked for where it no longer lies.
      const pass = room.db.transaction(() => {
        if (!fill(after, moments)) {
          gather(moments, { statement: gatheringOf(parts, keys, after), rates: parts.rates })
        }
        const values = keys.map((group) => meaningOf(room.db, parts.site, group))
        const rows = inOrder(moments, rankFor(room.db, parts))
        return { rows, values, only: onlyBit(parts), wanted: parts.wanted ?? ALL }
      })()
      yield* told(moments, pass, room.goOn)
      after = moments.bound
    }
  }
  return (parts) => promised(parts.marks.some((mark) => mark) ? passes(parts) : none())
}

function* none(): Generator<never> {}

/** One promise for each, which nobody waits for: an async generator takes three turns of the thread's queue. */
function promised<T>(all: Generator<T, void>): AsyncIterable<T> {
  const iterator = {
    next: async () => all.next(),
    return: async () => all.return(),
  }
  return { [Symbol.asyncIterator]: () => iterator }
}

interface Asked {
  statement: RawBuilder<unknown>
  rates: readonly LocalRate[] | undefined
}

/** Registers the aggregate; rows go into the moments that are set while a statement runs. */
function defineGathering({ db, goOn, run }: HistoriesRoom) {
  let moments: Moments | undefined
  let rows = 0
  db.aggregate<unknown>('moments', {
    varargs: true,
    start: () => null,
    step: (_: unknown, ...row: unknown[]) => {
      rows++
      if (rows % LOOK_EVERY === 0) goOn()
      moments?.add(row)
    },
    result: () => null,
  })
  return (into: Moments, { statement, rates }: Asked): void => {
    moments = into
    try {
      run(statement, rates)
    } finally {
      moments = undefined
    }
  }
}

function meaningOf(db: Connection, site: number, keys: Keys): Meaning {
  if (keys[0].kind === 'value') {
    return {
      into: (list, raw) => list.push(raw as Values[number]),
      alone: (raw) => [raw as Values[number]],
    }
  }
  const reader = keyReader(db, site, keys)
  const alone = (raw: unknown) => reader.keysOf(reader.indexOf(raw))
  return {
    into: (list, raw) => {
      for (const value of alone(raw)) list.push(value)
    },
    alone,
  }
}

function rankFor(db: Connection, { moments }: Histories): RankOf {
  return moments === 'visits' ? (place) => ({ nth: place, id: '' }) : rankOf(db)
}

/** Read for ties alone, which are few. */
function rankOf(db: Connection): RankOf {
  const read = db.prepare<[number, number], { nth: number; uid: Buffer | string }>(
    'select coalesce(nth, 0) as nth, uid from event where visit = ? and seq = ?',
  )
  return (place) => {
    const { nth = 0, uid = '' } = read.get(Math.floor(place / PLACES), place % PLACES) ?? {}
    return { nth, id: unpackId(uid) }
  }
}

interface Pass {
  rows: Int32Array
  values: readonly Meaning[]
  /** The bit that all have; without one their bits are in the first column beside. */
  only: number | undefined
  /** One of these bits has a moment of each history that comes. */
  wanted: number
}

const ALL = -1

function* told(moments: Moments, pass: Pass, goOn: () => void): Generator<History> {
  const { who } = moments.columns
  const { rows } = pass
  const momentOf = momentReader(moments, pass)
  const isWanted = wantedReader(moments, pass)
  let count = 0
  for (let start = 0, end = 0; start < rows.length; start = end) {
    if (count++ % LOOK_EVERY === 0) goOn()
    end = endOfRun(who, rows, start)
    if (!isWanted(start, end)) continue
    const own: MarkedMoment[] = []
    for (let i = start; i < end; i++) own.push(momentOf(rows[i] ?? 0))
    yield { who: who[rows[start] ?? 0] ?? 0, moments: own }
  }
}

function wantedReader(
  { beside: [marks] }: Moments,
  { rows, only, wanted }: Pass,
): (start: number, end: number) => boolean {
  if (only !== undefined || wanted === ALL) return () => true
  return (start, end) => {
    for (let i = start; i < end; i++) {
      if (((marks?.at(rows[i] ?? 0) as number) & wanted) !== 0) return true
    }
    return false
  }
}

function momentReader(
  { columns: { at }, beside }: Moments,
  { values, only }: Pass,
): (row: number) => MarkedMoment {
  const [marks] = beside
  if (only !== undefined) {
    const besideOf = besideReader(beside, values)
    return (row) => ({ at: at[row] ?? 0, marks: only, beside: besideOf(row) })
  }
  const besideOf = besideReader(beside.slice(1), values)
  return (row) => ({ at: at[row] ?? 0, marks: marks?.at(row) as number, beside: besideOf(row) })
}

const NONE: Values = []

/** The labels of a single key are one list for all moments that share them. */
function besideReader(
  columns: readonly BesideColumn[],
  values: readonly Meaning[],
): (row: number) => Values {
  const [only] = values
  if (only === undefined) return () => NONE
  if (values.length === 1) return (row) => only.alone(columns[0]?.at(row))
  return (row) => {
    const list: Values[number][] = []
    for (let i = 0; i < values.length; i++) values[i]?.into(list, columns[i]?.at(row))
    return list
  }
}
