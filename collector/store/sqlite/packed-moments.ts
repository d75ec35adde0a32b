import { bitsOf } from '../marks.ts'
import type { AllOf, Histories, Key } from '../port.ts'
import { type Column, numberAt, valueAt } from './columns.ts'
import { CopiedMarks, isTold } from './copied-marks.ts'
import { keyExpression } from './keys.ts'
import type { Moments } from './moments.ts'
import type { PackedRows } from './packed-rows.ts'
import { ALONE, AT, EVENT_PLACE, PERSON, PLACES, START, VISIT } from './usual-columns.ts'

export interface CopiesRoom {
  packed: PackedRows
  /** Throws when nobody waits any more. */
  goOn(): void
}

/** The moments of units above a number. */
export interface CopiedPass {
  parts: Histories
  keys: readonly Key[]
  after: number
  /** Whether the bits of the marks stand before the keys. */
  bits: boolean
}

/** Fills in moments from copies of columns; false, and nothing is done, where those do not tell or there are none. */
export function fillFromCopies(room: CopiesRoom, pass: CopiedPass, moments: Moments): boolean {
  const { all } = pass.parts
  if (all === undefined || !areTold(pass)) return false
  const extents = extentsOf(room, pass, all)
  for (const extent of extents ?? []) {
    room.goOn()
    fill(moments, extent, pass)
  }
  return extents !== undefined
}

/** Whether rows and what is kept of them tell all that is asked. */
function areTold({ parts, keys }: CopiedPass): boolean {
  return (
    bitsOf(parts).every(({ mark }) => isTold(mark)) &&
    keys.every((key) => key.kind !== 'value' || key.kept !== undefined)
  )
}

const OWN = {
  events: [AT, EVENT_PLACE, PERSON, START, ALONE],
  visits: [START, VISIT, PERSON],
}

/** What an extent's columns tell of its rows. */
interface Extent {
  at: Column
  place: Column
  person: Column
  bitsAt(row: number): number
  /** Whether it is one of all that are asked about. */
  isAmong(row: number): boolean
  beside: readonly Column[]
}

function extentsOf(room: CopiesRoom, { parts, keys }: CopiedPass, all: AllOf) {
  const { site } = parts
  const of = parts.moments === 'visits' ? 'visits' : 'events'
  const marks = new CopiedMarks(bitsOf(parts))
  const columns = [
    ...OWN[of].map((value) => ({ value })),
    ...marks.columns,
    ...keys.map((key) => ({ value: keyExpression(key), rare: isRare(key) })),
  ]
  const marksAt = OWN[of].length
  const besideAt = marksAt + marks.columns.length
  const reader = () => marks.reader(site, (select) => room.packed.ids(select))
  const extents = room.packed.columns({ ...all, of, site, columns, goOn: room.goOn })
  const bits = extents && reader()
  return extents?.flatMap((columns): Extent[] => {
    const [at, place, person, start = at, alone] = columns.slice(0, marksAt)
    if (!at || !place || !person || !start || !bits) return []
    return [
      {
        ...{ at, place, person },
        bitsAt: bits(columns.slice(marksAt, besideAt)),
        isAmong: amongReader(parts, all, { instant: all.by === 'start' ? start : at, alone }),
        beside: columns.slice(besideAt),
      },
    ]
  })
}

function isRare(key: Key): boolean {
  return key.kind === 'value' && key.kept === 'rare'
}

/** What is lone is of no visit. */
function amongReader(
  { of }: Histories,
  { span: { from, to }, by }: AllOf,
  { instant, alone }: { instant: Column; alone: Column | undefined },
): (row: number) => boolean {
  const withLone = alone === undefined || (of === 'person' && by === 'moment')
  return (row) => {
    const at = numberAt(instant, row)
    return at >= from && at < to && (withLone || numberAt(alone, row) === 0)
  }
}

function fill(moments: Moments, extent: Extent, { parts, after, bits }: CopiedPass): void {
  const { at, place, person, bitsAt, isAmong } = extent
  const visitAt =
    parts.moments === 'visits'
      ? (row: number) => numberAt(place, row)
      : (row: number) => Math.floor(numberAt(place, row) / PLACES)
  const whoAt = parts.of === 'person' ? (row: number) => numberAt(person, row) : visitAt
  const put = putter(moments, extent, bits)
  for (let row = 0; row < at.values.length; row++) {
    const held = bitsAt(row)
    if (held === 0 || !isAmong(row)) continue
    const who = whoAt(row)
    if (who <= after || !moments.open(who, numberAt(at, row), numberAt(place, row))) continue
    put(row, held)
  }
}

/** Puts beside a moment what stands there. */
function putter({ beside }: Moments, extent: Extent, bits: boolean) {
  const marks = bits ? beside[0] : undefined
  const values = extent.beside.map((column, i) => ({ column, into: beside[i + (bits ? 1 : 0)] }))
  return (row: number, held: number): void => {
    marks?.push(held)
    for (const { column, into } of values) into?.push(valueAt(column, row))
  }
}
