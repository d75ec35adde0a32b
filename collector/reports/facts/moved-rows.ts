import { Refusal } from '../../refusal.ts'
import type { Question } from '../question/question.ts'
import type { Gathered, KeyValue } from './gather.ts'
import { CHANGE, comparing, itsCell } from './row-order.ts'
import { namerOf, nothingLike, rowsOf, type StatsRow } from './stats-row.ts'
import { type Page, type PageRequest, pageOf } from './stats-rows.ts'
import { isOfTime } from './time-rows.ts'

/** A question and what was found about it. */
interface Found {
  question: Question
  gathered: Gathered
}

/** A row, and what it was before. */
interface Pair {
  row: StatsRow
  before: StatsRow
}

/**
 * The page of rows by how far they have moved, each beside what it was: those that are gone are rows of nothing. Of three
 * channels with 10, 8 and 0 visitors after 9, 2 and 4 they are the second (6), the third (4) and the first (1).
 */
export async function rowsByChange(
  now: Found,
  before: Found,
  request: PageRequest,
): Promise<Page & { beside: StatsRow[] }> {
  if (now.question.dimensions.some(isOfTime) || now.question.dimensions.length === 0) {
    throw new Refusal(422, 'rows stand by their change where they are of no time')
  }
  const nameOf = namerOf(now.question)
  const none = (row: StatsRow) => nothingLike(row, now.question, request)
  const past = new Map(
    (await rowsOf(before.question, before.gathered, request)).map((row) => [nameOf(row), row]),
  )
  const pairs = (await rowsOf(now.question, now.gathered, request)).map((row): Pair => {
    const before = past.get(nameOf(row)) ?? none(row)
    past.delete(nameOf(row))
    return { row, before }
  })
  for (const row of past.values()) pairs.push({ row: none(row), before: row })
  pairs.sort(comparing(request.order, movedCell))
  const shown = pairs.slice(request.offset, request.offset + request.limit)
  const rows = pairs.map(({ row }) => row)
  return {
    ...pageOf(rows),
    page: shown.map(({ row }) => row),
    beside: shown.map(({ before }) => before),
  }
}

function movedCell({ row, before }: Pair, name: string): KeyValue {
  if (!name.startsWith(CHANGE)) return itsCell(row, name)
  const metric = name.slice(CHANGE.length)
  return Math.abs(Number(row[metric] ?? 0) - Number(before[metric] ?? 0))
}
