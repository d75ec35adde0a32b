import { z } from 'zod'
import { Refusal } from '../../refusal.ts'

/** What accounts are listed by. */
export interface Placed {
  at_risk: readonly unknown[]
  mrr: number
  account: string
}

type Place = [atRisk: boolean, mrr: number, account: string]

/** Those at risk first, then by what they bring, the most first; of equals by name. */
export function inOrder<Row extends Placed>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => compare(placeOf(a), placeOf(b)))
}

function placeOf({ at_risk, mrr, account }: Placed): Place {
  return [at_risk.length > 0, mrr, account]
}

function compare([risk, mrr, account]: Place, [otherRisk, otherMrr, other]: Place): number {
  return Number(otherRisk) - Number(risk) || otherMrr - mrr || compareTexts(account, other)
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const Cursor = z.tuple([z.boolean(), z.number(), z.string()])

/** A page of rows in order: those behind the cursor, and the cursor of the last of them where more follow. */
export function pageOf<Row extends Placed>(
  rows: readonly Row[],
  { limit, cursor }: { limit: number; cursor?: string | null | undefined },
): { page: Row[]; next: string | null } {
  const after = cursor ? placeIn(cursor) : undefined
  const left = after ? rows.filter((row) => compare(placeOf(row), after) > 0) : rows
  const page = left.slice(0, limit)
  const last = page.at(-1)
  return { page, next: last && left.length > limit ? textOf(placeOf(last)) : null }
}

function textOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function placeIn(cursor: string): Place {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch (cause) {
    throw Object.assign(new Refusal(422, 'the cursor is none that "next" of a page has said'), {
      cause,
    })
  }
}
