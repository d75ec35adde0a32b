import { toMinor } from '../money.ts'
import { unknownName } from '../nearest.ts'
import { decimalText, isBlank } from '../spreadsheet/amounts.ts'
import { currencyCode, hintOf } from './currencies.ts'
import type { Head } from './header.ts'
import type { Manner } from './manner.ts'
import type { SpendRow } from './row.ts'

const MOST_NAME = 500
/** Of one row, in whole units: a million of them can still be summed exactly. */
export const MOST_COST = 1_000_000_000
const MOST_COUNT = 1_000_000_000_000

/** How rows are read: as the file writes them, for whom, with what they do not say. */
export interface RowManner extends Manner {
  head: Head
  source: string | undefined
  medium: string | undefined
  /** The day of a cell, as the file writes them; undefined of what is none. */
  day(cell: string): string | undefined
  /** Told of an id that a spreadsheet has rounded. */
  damaged(id: string): void
}

/** Says why a line is no row. */
class Reason extends Error {}

/** A row, or the reason why the line is none. */
export function readRow(cells: readonly string[], manner: RowManner): SpendRow | string {
  try {
    return rowOf(cells, manner)
  } catch (error) {
    if (error instanceof Reason) return error.message
    throw error
  }
}

function rowOf(cells: readonly string[], manner: RowManner): SpendRow {
  const { head } = manner
  requireWidth(cells, head)
  const { places } = head
  const at = (place: number | undefined) => (place === undefined ? '' : (cells[place] ?? ''))
  const money = moneyOf(at(places.cost), at(places.currency), manner)
  return {
    day: dayOf(at(places.date ?? places.from), manner),
    source: sourceOf(at(places.source), manner),
    medium: nameOf(at(places.medium)) ?? manner.medium ?? null,
    campaign: nameOf(at(places.campaign)),
    content: nameOf(at(places.content)),
    term: nameOf(at(places.term)),
    campaign_id: idOf(at(places.campaign_id), manner),
    ...money,
    clicks: countOf('clicks', at(places.clicks), manner),
    impressions: countOf('impressions', at(places.impressions), manner),
  }
}

/** Cells beyond the header may only be empty; fewer than it has are a line that is cut off. */
function requireWidth(cells: readonly string[], { headers }: Head): void {
  const isWide = cells.length > headers.length && cells.slice(headers.length).some(Boolean)
  if (isWide || cells.length < headers.length) {
    throw new Reason(`${cells.length} cells where the header has ${headers.length}`)
  }
}

function dayOf(cell: string, { order, day: dayIn }: RowManner): string {
  const day = dayIn(cell)
  if (day !== undefined) return day
  if (isBlank(cell)) throw new Reason('no day')
  if (/^\d{5}$/u.test(cell)) {
    throw new Reason(`"${cell}" is a spreadsheet's number of a day; format the column as a date`)
  }
  throw new Reason(`"${short(cell)}" is no day (the order is ${order})`)
}

function sourceOf(cell: string, { source }: RowManner): string {
  const name = nameOf(cell) ?? source
  if (name === undefined) throw new Reason('no source')
  return name
}

function nameOf(cell: string): string | null {
  if (cell === '') return null
  if (/^(?:|-{1,2}|[–—])$/u.test(cell)) return null
  if (cell.length > MOST_NAME) throw new Reason(`a name is longer than ${MOST_NAME} characters`)
  return cell.replace(/\s+/gu, ' ')
}

/** `[829001]`, `="829001"` and `'829001` are 829001. */
function idOf(cell: string, { damaged }: RowManner): string | null {
  const id = nameOf(cell.replace(/^(?:=")?['[]?([^\]"]*)[\]"]?$/u, '$1'))
  if (id === null || !/^\d[.,]?\d*E\+?\d+$/iu.test(id)) return id
  damaged(id)
  return null
}

function moneyOf(
  cell: string,
  named: string,
  manner: Manner,
): Pick<SpendRow, 'amount' | 'currency'> {
  const currency = currencyFor(cell, named, manner)
  if (isBlank(cell)) return { amount: 0, currency }
  const text = decimalText(cell, manner.mark)
  if (text === undefined) throw new Reason(unreadable('cost', cell, manner))
  const money = toMinor(text, currency)
  if (money === undefined || Math.abs(Number(text)) > MOST_COST) {
    throw new Reason(`a cost is at most ${MOST_COST}`)
  }
  return money
}

/** Of the row's column, else of the header, else by the cost's own sign, which none of them may contradict. */
function currencyFor(cell: string, named: string, { currency, stated }: Manner): string {
  const told = isBlank(named) ? stated : codeOf(named)
  const hint = hintOf(cell)
  const own = hint && 'code' in hint ? hint.code : undefined
  if (told !== undefined && own !== undefined && own !== told) {
    throw new Reason(`"${short(cell)}" is in ${own}, and the file says that it is in ${told}`)
  }
  const found = told ?? own ?? currency
  if (found === undefined) throw new Reason('no currency, where other lines have several')
  return found
}

function codeOf(named: string): string {
  const code = currencyCode(named)
  if (code !== undefined) return code
  throw new Reason(unknownName('currency', named, Intl.supportedValuesOf('currency')))
}

function countOf(what: string, cell: string, manner: Manner): number | null {
  if (isBlank(cell)) return null
  const text = decimalText(cell, manner.mark)
  if (text === undefined) throw new Reason(unreadable(what, cell, manner))
  const count = Number(text)
  if (Number.isInteger(count) && count >= 0 && count <= MOST_COUNT) return count
  throw new Reason(`${what} are whole numbers from 0 on, not "${short(cell)}"`)
}

function unreadable(what: string, cell: string, { mark }: Manner): string {
  return `"${short(cell)}" is no number of ${what} (the file writes decimals with "${mark}")`
}

function short(cell: string): string {
  return cell.length > 60 ? `${cell.slice(0, 60)}…` : cell
}
