import { isBlank } from '../spreadsheet/amounts.ts'
import { readDay } from '../spreadsheet/days.ts'
import type { SheetRecord } from '../spreadsheet/records.ts'
import type { Head } from './header.ts'
import type { Platform } from './platforms.ts'

/** The records of a file by what they are; lines that say nothing are left out. */
export interface Sorted {
  rows: SheetRecord[]
  /** Sums that the file itself gives. */
  totals: SheetRecord[]
}

const TOTAL = new RegExp(
  `^(?:${[
    '(?:grand )?totals?',
    'total of \\d+ (?:results?|rows?|campaigns?)',
    'total g[eé]n[eé]ral',
    'total ge(?:ne)?ral',
    'gesamt(?:summe|ergebnis)?',
    'insgesamt',
    'summe',
    'totale?n?',
    'totaal',
    'eindtotaal',
    'razem',
    'suma(?: końcowa)?',
    'łącznie',
    'ogółem',
    '合計',
    '総計',
    '总计',
    '合计',
    '汇总',
    '總計',
  ].join('|')})(?:\\s*[:：].*)?$`,
  'iu',
)
/** `©2026 Microsoft Corporation. All rights reserved.`, also as it comes out of another encoding. */
const FOOTER = /^(?:[@©]|\(c\)|Â©).*\d{4}|all rights reserved/iu

export function sortOut(records: readonly SheetRecord[], head: Head, platform: Platform): Sorted {
  const sorted: Sorted = { rows: [], totals: [] }
  const header = head.headers.join('\t')
  for (const record of records) {
    const kind = kindOf(record, head, platform)
    // Joined files bring their headers along.
    const isHeader = record.cells[0] === head.headers[0] && record.cells.join('\t') === header
    if (kind === 'nothing' || isHeader) continue
    sorted[kind].push(record)
  }
  return sorted
}

function kindOf({ cells }: SheetRecord, head: Head, platform: Platform): keyof Sorted | 'nothing' {
  if (saysNothing(cells)) return 'nothing'
  const { date, from } = head.places
  const day = cells[date ?? from ?? 0] ?? ''
  if (TOTAL.test(cells[0] ?? '') && !isDay(day)) return 'totals'
  return platform === 'meta' && isNameless(cells, head) ? 'totals' : 'rows'
}

function saysNothing(cells: readonly string[]): boolean {
  const first = cells.findIndex(Boolean)
  if (first < 0) return true
  return cells.findLastIndex(Boolean) === first && FOOTER.test(cells[first] ?? '')
}

function isDay(cell: string): boolean {
  return readDay(cell, 'dmy') !== undefined || readDay(cell, 'mdy') !== undefined
}

/** Meta's sum over all stands above the rows and has neither a day nor a name. */
function isNameless(cells: readonly string[], { places }: Head): boolean {
  const { date, campaign, cost = 0 } = places
  const isUnnamed = campaign === undefined ? date !== undefined : isBlank(cells[campaign] ?? '')
  const isUndated = date === undefined || isBlank(cells[date] ?? '')
  return isUnnamed && isUndated && !isBlank(cells[cost] ?? '')
}
