import { type RawBuilder, sql } from 'kysely'
import type { UnitLabels, UnitReading, UnitRow, UnitRows, WorkedUnit } from '../unit-rows.ts'
import { dialect } from './dialect.ts'
import { keptRows, labelsOf } from './kept-rows.ts'
import { beginKeeping, isNoteDue, type KeptState, keptState, noteAsked } from './kept-units.ts'
import type { Connection } from './open.ts'
import { type Outdated, outdatedUnits } from './outdated-units.ts'
import { type UnitWriter, unitWriter } from './unit-writer.ts'
import { type UnitSlice, unitWriting } from './unit-writing.ts'

/** Whoever writes all rows is not silent for longer. */
const BUSY_S = 30

interface Room {
  db: Connection
  rows<Row>(statement: RawBuilder<Row>): Row[]
  goOn(): void
}

/** Units of one transaction: some tens of milliseconds, in which nobody else can write. */
const SLICE = 2_000

/**
 * A question sees one state of the file: rows that are kept, but for units that are outdated in it, which are worked out from
 * their events in the same state. What was worked out is written afterwards, with what outdated it struck out,
 * unless somebody else was faster; where it cannot be written, the next question works it out again.
 */
export function unitRows(room: Room): UnitRows {
  const { db } = room
  const readKept = keptRows(db, room.goOn)
  let last: Promise<unknown> = Promise.resolve()

  async function read(reading: UnitReading): Promise<void> {
    const writer = unitWriter(db.name)
    try {
      await readWith({ ...room, readKept, writer }, reading)
    } finally {
      writer.close()
    }
  }

  return {
    // A connection has one transaction at a time.
    read(reading) {
      const done = last.then(() => read(reading))
      last = done.catch(() => undefined)
      return done
    },
  }
}

interface Answering extends Room {
  readKept: ReturnType<typeof keptRows>
  writer: UnitWriter
}

async function readWith(answering: Answering, reading: UnitReading): Promise<void> {
  const { db, writer } = answering
  const state = keptState(db, reading.kept)
  if (state?.whole === 1 && (await refreshed(answering, reading))) return
  const begun =
    state && isUnderway(state)
      ? undefined
      : writer.attempt((own) => beginKeeping(own, reading.kept))
  await onOneState(db, () => workedOut(answering, reading, begun))
}

/** Somebody is writing all rows. */
function isUnderway({ whole, idle }: KeptState): boolean {
  return whole === 0 && idle < BUSY_S
}

async function onOneState<T>(db: Connection, work: () => Promise<T>): Promise<T> {
  db.exec('begin')
  try {
    return await work()
  } finally {
    if (db.inTransaction) db.exec('rollback')
  }
}

/** False, each not having been called, where too much has changed. */
async function refreshed(answering: Answering, reading: UnitReading): Promise<boolean> {
  const { db, readKept, writer } = answering
  const { kept } = reading
  const found = await onOneState(db, async () => {
    const state = keptState(db, kept)
    if (state?.whole !== 1) return undefined
    const outdated = outdatedUnits(answering, kept, state)
    if (outdated === undefined) return undefined
    const worked = await workedFor(reading, outdated.units)
    const each = labelled(answering, reading)
    const others = new Set(outdated.units)
    const merged = inOrder(worked, each)
    readKept(state.id, (who, unit) => {
      if (others.has(who)) return
      merged(who)
      each(unit)
    })
    merged(Number.POSITIVE_INFINITY)
    return { state, outdated, worked }
  })
  if (found === undefined) return false
  const { state, outdated, worked } = found
  const isAny = outdated.units.length > 0 || outdated.causes.length > 0 || outdated.rated
  if (isAny) writer.attempt((own) => writeAnew(own, reading, { state, outdated, worked }))
  else if (isNoteDue(state)) writer.attempt((own) => noteAsked(own, state))
  return true
}

async function workedFor(
  { kept: { of }, work }: UnitReading,
  units: readonly number[],
): Promise<WorkedUnit[]> {
  if (units.length === 0) return []
  const worked: WorkedUnit[] = []
  for await (const one of work(visitsOf(of, units))) worked.push(one)
  return worked
}

/** A browser's visits may be another's: those of the people themselves. */
function visitsOf(of: 'person' | 'visit', units: readonly number[]): RawBuilder<unknown> {
  if (of === 'visit') return sql`from visit v where ${dialect.isAmong(sql`v.id`, units)}`
  const people = sql`(select j.value from json_each(${JSON.stringify(units)}) j)`
  return sql`${dialect.visitsAndLoneOf(people)} and v.person in ${people}`
}

type Each = (unit: UnitRow & UnitLabels) => void

/** What is kept and what was worked out, handed over with the labels that are asked for. */
function labelled({ db }: Room, { kept, dimensions, each }: UnitReading): Each {
  const shown = labelsOf(db, kept.site, dimensions)
  return (unit) => each(unit, shown(unit))
}

/** Hands over, each time, those that come before somebody. */
function inOrder(worked: readonly WorkedUnit[], each: Each): (who: number) => void {
  let next = 0
  return (who) => {
    for (; next < worked.length; next++) {
      const one = worked[next]
      if (one === undefined || one.who > who) return
      if (one.unit) each(one.unit)
    }
  }
}

interface Found {
  state: KeptState
  outdated: Outdated
  worked: readonly WorkedUnit[]
}

/** In slices, unless money counts otherwise: then some would count by other rates than the rest. */
function writeAnew(
  db: Connection,
  { kept }: UnitReading,
  { state, outdated, worked }: Found,
): void {
  const write = unitWriting(db, kept, state)
  const { units, causes, rated } = outdated
  const rates = JSON.stringify(kept.rates)
  const size = rated ? Math.max(1, units.length) : SLICE
  for (let from = 0; from === 0 || from < units.length; from += size) {
    const some = units.slice(from, from + size)
    const [first = 0, last = -1] = [some[0], some.at(-1)]
    const slice: UnitSlice = {
      units: some,
      worked: worked.filter(({ who }) => who >= first && who <= last),
      // Struck out once all units that they led to are written.
      causes: from + size >= units.length ? causes : [],
      ...{ whole: true, rates },
    }
    if (!write(slice)) return
  }
}

/** All units from their events. Under `begun`, if it is still there, they are kept. */
async function workedOut(
  answering: Answering,
  reading: UnitReading,
  begun: number | undefined,
): Promise<void> {
  const each = labelled(answering, reading)
  const state = keptState(answering.db, reading.kept)
  const keep = state && state.id === begun ? keeping(answering.writer, reading, state) : undefined
  for await (const one of reading.work(undefined)) {
    if (one.unit) each(one.unit)
    keep?.add(one)
  }
  keep?.end()
}

/** Writes as they come, as long as nobody else does. */
function keeping(writer: UnitWriter, { kept }: UnitReading, state: KeptState) {
  const rates = JSON.stringify(kept.rates)
  let some: WorkedUnit[] = []
  let isOurs = true
  let write: ReturnType<typeof unitWriting> | undefined

  function flush(whole: boolean): void {
    const worked = some
    some = []
    if (!isOurs) return
    const done = writer.attempt((db) => {
      write ??= unitWriting(db, kept, state)
      return write({ units: [], worked, causes: [], whole, rates })
    })
    isOurs = done === true
  }

  return {
    add(one: WorkedUnit): void {
      some.push(one)
      if (some.length >= SLICE) flush(false)
    },
    end: () => flush(true),
  }
}
