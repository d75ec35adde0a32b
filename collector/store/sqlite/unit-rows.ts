import { type RawBuilder, sql } from 'kysely'
import type { UnitLabels, UnitReading, UnitRow, UnitRows, WorkedUnit } from '../unit-rows.ts'
import { dialect } from './dialect.ts'
import { keptRows, labelsOf } from './kept-rows.ts'
import { beginKeeping, isNoteDue, noteAsked, type Standing, standingOf } from './kept-units.ts'
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
 * A question sees one state of the file: rows that are kept, but for units that are marked in it, which are worked out from
 * their events in the same state. What was worked out is written afterwards, with what it was marked by struck out,
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
  const standing = standingOf(db, reading.kept)
  if (standing?.whole === 1 && (await refreshed(answering, reading))) return
  const begun =
    standing && isUnderway(standing)
      ? undefined
      : writer.attempt((own) => beginKeeping(own, reading.kept))
  await onOneState(db, () => workedOut(answering, reading, begun))
}

/** Somebody is writing all rows. */
function isUnderway({ whole, idle }: Standing): boolean {
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

/** False, nothing having been told, where too much has changed. */
async function refreshed(answering: Answering, reading: UnitReading): Promise<boolean> {
  const { db, readKept, writer } = answering
  const { kept } = reading
  const found = await onOneState(db, async () => {
    const standing = standingOf(db, kept)
    if (standing?.whole !== 1) return undefined
    const outdated = outdatedUnits(answering, kept, standing)
    if (outdated === undefined) return undefined
    const worked = await workedFor(reading, outdated.units)
    const tell = teller(answering, reading)
    const others = new Set(outdated.units)
    const merged = inOrder(worked, tell)
    readKept(standing.id, (who, unit) => {
      if (others.has(who)) return
      merged(who)
      tell(unit)
    })
    merged(Number.POSITIVE_INFINITY)
    return { standing, outdated, worked }
  })
  if (found === undefined) return false
  const { standing, outdated, worked } = found
  const isAny = outdated.units.length > 0 || outdated.marks.length > 0 || outdated.rated
  if (isAny) writer.attempt((own) => writeAnew(own, reading, { standing, outdated, worked }))
  else if (isNoteDue(standing)) writer.attempt((own) => noteAsked(own, standing))
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

type Tell = (unit: UnitRow & UnitLabels) => void

/** What is kept and what was worked out, told of as if it were one. */
function teller({ db }: Room, { kept, dimensions, each }: UnitReading): Tell {
  const shown = labelsOf(db, kept.site, dimensions)
  return (unit) => each(unit, shown(unit))
}

/** Tells, each time, of those that come before somebody. */
function inOrder(worked: readonly WorkedUnit[], tell: Tell): (who: number) => void {
  let next = 0
  return (who) => {
    for (; next < worked.length; next++) {
      const one = worked[next]
      if (one === undefined || one.who > who) return
      if (one.unit) tell(one.unit)
    }
  }
}

interface Found {
  standing: Standing
  outdated: Outdated
  worked: readonly WorkedUnit[]
}

/** In slices, unless money counts otherwise: then some would count by other rates than the rest. */
function writeAnew(
  db: Connection,
  { kept }: UnitReading,
  { standing, outdated, worked }: Found,
): void {
  const write = unitWriting(db, kept, standing)
  const { units, marks, rated } = outdated
  const rates = JSON.stringify(kept.rates)
  const size = rated ? Math.max(1, units.length) : SLICE
  for (let from = 0; from === 0 || from < units.length; from += size) {
    const some = units.slice(from, from + size)
    const [first = 0, last = -1] = [some[0], some.at(-1)]
    const slice: UnitSlice = {
      units: some,
      worked: worked.filter(({ who }) => who >= first && who <= last),
      // Struck out once all that they led to is written.
      marks: from + size >= units.length ? marks : [],
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
  const tell = teller(answering, reading)
  const standing = standingOf(answering.db, reading.kept)
  const keep =
    standing && standing.id === begun ? keeping(answering.writer, reading, standing) : undefined
  for await (const one of reading.work(undefined)) {
    if (one.unit) tell(one.unit)
    keep?.add(one)
  }
  keep?.end()
}

/** Writes as they come, as long as nobody else does. */
function keeping(writer: UnitWriter, { kept }: UnitReading, standing: Standing) {
  const rates = JSON.stringify(kept.rates)
  let some: WorkedUnit[] = []
  let isOurs = true
  let write: ReturnType<typeof unitWriting> | undefined

  function flush(whole: boolean): void {
    const worked = some
    some = []
    if (!isOurs) return
    const done = writer.attempt((db) => {
      write ??= unitWriting(db, kept, standing)
      return write({ units: [], worked, marks: [], whole, rates })
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
