import type { TypedLink } from '../../../collector/acquisition/link-doubt.ts'
import { LINK_TAGS, tagLink } from '../../../collector/acquisition/tag-link.ts'
import { hasMacros, isWhole, namesSomebody, type TagValues } from './tagged-link.ts'

/** What a line of a spreadsheet may say, in the order in which columns without a head are taken. */
export const COLUMNS = ['url', ...LINK_TAGS, 'slug', 'owner', 'note'] as const
export type BulkColumn = (typeof COLUMNS)[number]

/** A link of many: its own cells; a tag that it leaves out is as for all. */
export interface BulkRow extends Partial<Record<BulkColumn, string>> {
  key: string
  /** As it was pasted. */
  line?: string
  /** Short name that it was saved under. */
  saved?: string
  /** Why it was refused. */
  refused?: string
}

/** More would be a file for a program to send. */
export const MOST_ROWS = 500

/** A line is a link; where the first names columns, these are taken in whatever order. */
export function pastedRows(text: string): BulkRow[] {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '')
  const head = headOf(cellsOf(lines[0] ?? ''))
  const body = head ? lines.slice(1) : lines
  return body.slice(0, MOST_ROWS).map((line, i) => {
    return { line, ...rowOf(cellsOf(line), head ?? COLUMNS, String(i)) }
  })
}

function cellsOf(line: string): string[] {
  return line.split('\t').map((cell) => cell.trim())
}

/** The rows of another paste, each with what became of the same line before: what was saved is not saved twice. */
export function carriedOver(next: readonly BulkRow[], before: readonly BulkRow[]): BulkRow[] {
  const left = [...before]
  return next.map((row) => {
    const place = left.findIndex(({ line }) => line === row.line)
    const [same] = place < 0 ? [] : left.splice(place, 1)
    return same ? { ...same, key: row.key } : row
  })
}

type Head = readonly (BulkColumn | undefined)[]

/** The columns that a line names; undefined where it is a link already. */
function headOf(cells: readonly string[]): Head | undefined {
  const named = cells.map((cell) => {
    const name = cell.toLowerCase().replace(/^utm_/u, '')
    return COLUMNS.find((column) => column === name)
  })
  return named.includes('url') ? named : undefined
}

function rowOf(cells: readonly string[], head: Head, key: string): BulkRow {
  const said = cells.flatMap((cell, i) => {
    const column = head[i]
    return column && cell !== '' ? [[column, cell] as const] : []
  })
  return withTagsRead({ key, ...Object.fromEntries(said) })
}

/** Tags that a pasted address carries are the row's own, where no cell of it says otherwise; the address goes without. */
function withTagsRead(row: BulkRow): BulkRow {
  const [, query = ''] = /\?([^#]*)/u.exec(row.url ?? '') ?? []
  const carried = [...new URLSearchParams(query)].flatMap(([name, value]) => {
    const tag = LINK_TAGS.find((one) => `utm_${one}` === name.toLowerCase())
    return tag && value !== '' ? [[tag, value] as const] : []
  })
  if (carried.length === 0) return row
  return { ...Object.fromEntries(carried), ...row, url: tagLink(row.url ?? '', {}) }
}

/** The whole link of a row. */
export function linkOf(row: BulkRow, common: TagValues): TypedLink {
  const own = LINK_TAGS.map((tag) => [tag, row[tag] ?? common[tag]] as const)
  return { url: row.url ?? '', tags: { ...common, ...Object.fromEntries(own) } }
}

/** The row with what differs from the tags for all as its own. */
export function withLink(row: BulkRow, { url, tags }: TypedLink, common: TagValues): BulkRow {
  const own = LINK_TAGS.filter((tag) => tags[tag] !== common[tag] || row[tag] !== undefined)
  return { ...row, url, ...Object.fromEntries(own.map((tag) => [tag, tags[tag]])) }
}

/** Whether a row can become a short link, and is none yet. */
export function isSavable(row: BulkRow, common: TagValues): boolean {
  const { url, tags } = linkOf(row, common)
  const isSound = isWhole(url, tags) && !hasMacros(tags) && !namesSomebody(tags)
  return row.saved === undefined && isSound
}
