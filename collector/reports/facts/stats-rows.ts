import type { Question } from '../question/question.ts'
import type { Gathered, Group } from './gather.ts'
import { comparing, itsCell, type Order } from './row-order.ts'
import {
  namedGroups,
  namerOf,
  nothingLike,
  type RowsRequest,
  rowOf,
  rowsOf,
  type StatsRow,
} from './stats-row.ts'
import { completed, isOfTime, isTime } from './time-rows.ts'

export interface PageRequest extends RowsRequest {
  order: Order
  limit: number
  offset: number
  /** How many rows that are gone follow those of the page in what is compared with; else what fits in the page. */
  gone?: number | null | undefined
}

/**
 * The page of rows asked for. With `beside`, rows of the same keys come first and in its order, so that two
 * periods can be laid side by side; what only this period has follows.
 */
export async function statsRows(
  question: Question,
  gathered: Gathered,
  request: PageRequest,
  beside?: Page,
): Promise<Page> {
  if (question.dimensions.length === 0) {
    const { total, imported } = gathered
    const whole = {
      keys: [],
      facts: total,
      ...(imported && { imported: imported.total, own: imported.own }),
    }
    return pageOf([rowOf(whole, question, request)])
  }
  if (question.dimensions.some(isTime)) {
    const groups = await namedGroups(question, gathered)
    const shown = (group: Group) => rowOf(group, question, request)
    const { shown: complete, count } = completed(question, groups, request)
    const page = complete.map(shown).sort(comparing(request.order, itsCell))
    return { page, rows: page, count }
  }
  const rows = (await rowsOf(question, gathered, request)).sort(comparing(request.order, itsCell))
  if (beside) return { ...pageOf(rows), page: alignedTo(beside, rows, question, request) }
  // A week has 168 hours: weekday and hour, like all rows of time, are never cut.
  if (question.dimensions.every(isOfTime)) return pageOf(rows)
  return { ...pageOf(rows), page: rows.slice(request.offset, request.offset + request.limit) }
}

export interface Page {
  page: StatsRow[]
  /** All, those before and after the page among them. */
  rows: readonly StatsRow[]
  count: number
}

export function pageOf(rows: StatsRow[]): Page {
  return { page: rows, rows, count: rows.length }
}

function alignedTo(
  beside: Page,
  rows: readonly StatsRow[],
  question: Question,
  request: PageRequest,
): StatsRow[] {
  const nameOf = namerOf(question)
  const known = new Map(rows.map((row) => [nameOf(row), row]))
  const aligned = beside.page.map(
    (row) => known.get(nameOf(row)) ?? nothingLike(row, question, request),
  )
  const there = new Set(beside.rows.map(nameOf))
  const gone = rows.filter((row) => !there.has(nameOf(row)))
  return [...aligned, ...gone.slice(0, request.gone ?? request.limit - aligned.length)]
}
