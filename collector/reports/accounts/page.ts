import { z } from 'zod'
import { Refusal } from '../../refusal.ts'

/** What accounts can be listed by. */
export const ORDERS = [
  'risk',
  'mrr',
  'health',
  'temperature',
  'people',
  'last_seen',
  'renews_in',
] as const
export const DIRECTIONS = ['desc', 'asc'] as const

export interface Ordered {
  sort: (typeof ORDERS)[number]
  direction: (typeof DIRECTIONS)[number]
}

/** What accounts are listed by. */
export interface Placed {
  at_risk: readonly unknown[]
  mrr: number
  health: number | null
  temperature: number | null
  people: number
  renews_in: number | null
  /** When it was last seen in the days that are read, epoch ms. */
  seen: number | null
  account: string
}

type Place = [values: (number | null)[], account: string]

/** Those at risk first, then by what they bring, or by one number; what is not known last, equals by name. */
export function inOrder<Row extends Placed>(rows: readonly Row[], order: Ordered): Row[] {
  return [...rows].sort((a, b) => compare(placeOf(a, order), placeOf(b, order), order))
}

function placeOf(row: Placed, { sort }: Ordered): Place {
  return [valuesOf(row, sort), row.account]
}

function valuesOf(row: Placed, sort: Ordered['sort']): (number | null)[] {
  if (sort === 'risk') return [Number(row.at_risk.length > 0), row.mrr]
  return [sort === 'last_seen' ? row.seen : row[sort]]
}

function compare([values, account]: Place, [others, other]: Place, { direction }: Ordered): number {
  for (const [i, value] of values.entries()) {
    const apart = compareNumbers(value, others[i] ?? null, direction)
    if (apart !== 0) return apart
  }
  return compareTexts(account, other)
}

function compareNumbers(
  a: number | null,
  b: number | null,
  direction: Ordered['direction'],
): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return direction === 'asc' ? a - b : b - a
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const Cursor = z.tuple([z.array(z.number().nullable()), z.string()])

interface Paged extends Ordered {
  limit: number
  cursor?: string | null | undefined
}

/** A page of rows in order: those behind the cursor, and the cursor of the last of them where more follow. */
export function pageOf<Row extends Placed>(
  rows: readonly Row[],
  { limit, cursor, ...order }: Paged,
): { page: Row[]; next: string | null } {
  const after = cursor ? placeIn(cursor, order) : undefined
  const left = after ? rows.filter((row) => compare(placeOf(row, order), after, order) > 0) : rows
  const page = left.slice(0, limit)
  const last = page.at(-1)
  return { page, next: last && left.length > limit ? textOf(placeOf(last, order)) : null }
}

function textOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function placeIn(cursor: string, { sort }: Ordered): Place {
  const place = Cursor.safeParse(parsed(cursor))
  if (place.success && place.data[0].length === (sort === 'risk' ? 2 : 1)) return place.data
  throw new Refusal(422, 'the cursor is none that "next" of a page in this order has said')
}

/** Undefined for what is no JSON. */
function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
