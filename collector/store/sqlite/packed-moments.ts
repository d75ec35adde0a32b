import { bitsOf } from '../marks.ts'
import type { AllOf, Histories, Key } from '../port.ts'
import { type Column, eachRun, liesWithin, numberAt, type Rows, valueAt } from './columns.ts'
import { CopiedMarks, isTold } from './copied-marks.ts'
import { keyExpression } from './keys.ts'
import type { Moments } from './moments.ts'
import type { PackedRows } from './packed-rows.ts'
import { portionsOf } from './portions.ts'
import { ALONE, AT, PERSON, PLACES, SEQ, START, VISIT, VISIT_OF_EVENT } from './usual-columns.ts'

export interface CopiesRoom {
  packed: PackedRows
  /** Throws when nobody waits any more. */
  goOn(): void
}

/** What moments are asked for. */
export interface CopiedQuestion {
  parts: Histories
  keys: readonly Key[]
  /** Whether the bits of the marks stand before the keys. */
  bits: boolean
  /** Rows of a pass, about. */
  portion: number
}

/** Fills in the moments of units above a number; false, and nothing is done, where copies do not tell or there are none. */
export type Filling = (after: number, moments: Moments) => boolean

/**
 * Passes over copies cost little, and what a pass puts in order should lie in the processor's own memory: so units are
 * shared out before, where rows fill memory first and see then whom to let go.
 */
export function fillingFromCopies(room: CopiesRoom, question: CopiedQuestion): Filling {
  const { all } = question.parts
  if (all === undefined || !areTold(question)) return () => false
  let bounds: readonly number[] | undefined
  return (after, moments) => {
    const extents = extentsOf(room, question, all)
    if (extents === undefined) return false
    bounds ??= portionsOf(extents, question.portion)
    moments.bound = bounds.find((bound) => bound > after) ?? Number.POSITIVE_INFINITY
    for (const extent of extents) {
      room.goOn()
      fill(moments, extent, { after, bits: question.bits })
    }
    return true
  }
}

/** Whether rows and what is kept of them tell all that is asked. */
function areTold({ parts, keys }: CopiedQuestion): boolean {
  return (
    bitsOf(parts).every(({ mark }) => isTold(mark)) &&
    keys.every((key) => key.kind !== 'value' || key.kept !== undefined)
  )
}

const OWN = {
  events: [AT, VISIT_OF_EVENT, PERSON, SEQ, START, ALONE],
  visits: [START, VISIT, PERSON],
}

/** What an extent's columns tell of its rows. */
interface Extent extends Rows {
  /** Of a run. */
  who: Column
  at: Column
  place: (row: number, run: number) => number
  bitsAt(row: number, run: number): number
  /** Whether it is one of all that are asked about; undefined where all are. */
  isAmong: ((row: number, run: number) => boolean) | undefined
  beside: readonly Column[]
}

function extentsOf(room: CopiesRoom, { parts, keys }: CopiedQuestion, all: AllOf) {
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
  return extents?.flatMap(({ columns, ...extent }): Extent[] => {
    const [at, visit, person, seq, start = at, alone] = columns.slice(0, marksAt)
    if (!at || !visit || !person || !start || !bits) return []
    return [
      {
        ...{ ...extent, at, who: parts.of === 'person' ? person : visit },
        place: placeReader(visit, seq),
        bitsAt: bits(columns.slice(marksAt, besideAt)),
        isAmong: amongReader(parts, all, { instant: all.by === 'start' ? start : at, alone }),
        beside: columns.slice(besideAt),
      },
    ]
  })
}

function placeReader(visit: Column, seq: Column | undefined): Extent['place'] {
  if (seq === undefined) return (row, run) => numberAt(visit, row, run)
  return (row, run) => numberAt(visit, row, run) * PLACES + numberAt(seq, row, run)
}

function isRare(key: Key): boolean {
  return key.kind === 'value' && key.kept === 'rare'
}

/** What is lone is of no visit. */
function amongReader(
  { of }: Histories,
  { span: { from, to }, by }: AllOf,
  { instant, alone }: { instant: Column; alone: Column | undefined },
): Extent['isAmong'] {
  const withLone = alone === undefined || (of === 'person' && by === 'moment')
  if (liesWithin(instant, from, to) && (withLone || liesWithin(alone, 0, 1))) return undefined
  return (row, run) => {
    const at = numberAt(instant, row, run)
    return at >= from && at < to && (withLone || numberAt(alone, row, run) === 0)
  }
}

/** Of most runs it is enough to see whose they are. */
function fill(
  moments: Moments,
  extent: Extent,
  { after, bits }: { after: number; bits: boolean },
): void {
  const { who: owner } = extent
  if (owner.base > moments.bound) return
  const put = putter(moments, extent, bits)
  eachRun(extent, (start, end, run) => {
    const who = numberAt(owner, start, run)
    if (who <= after || who > moments.bound) return
    for (let row = start; row < end; row++) put(who, row, run)
  })
}

/** Puts a row's moment among the others, and beside it what stands there. */
function putter(moments: Moments, extent: Extent, bits: boolean) {
  const { at, place, bitsAt, isAmong } = extent
  const marks = bits ? moments.beside[0] : undefined
  const values = extent.beside.map((column, i) => {
    return { column, into: moments.beside[i + (bits ? 1 : 0)] }
  })
  return (who: number, row: number, run: number): void => {
    const held = bitsAt(row, run)
    if (held === 0 || isAmong?.(row, run) === false) return
    if (!moments.open(who, numberAt(at, row, run), place(row, run))) return
    marks?.push(held)
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (value) value.into?.push(valueAt(value.column, row, run))
    }
  }
}
