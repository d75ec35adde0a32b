import { Refusal } from '../refusal.ts'
import { type CsvHead, csvHead, eventOfRow } from './csv-records.ts'

/** Events of a piece of a file. */
export interface FileRecords {
  /** The JSON of each, as far as it is any. */
  events: string[]
  /** The same as they stand in the file. */
  written: string[]
  /** Length of the piece in bytes. */
  bytes: number
}

/** No event is nearly so long: a text that does not end here never will. */
const LONGEST = 4 * 1_048_576

/**
 * The events of a file, whichever `export` wrote it, from its text in pieces: NDJSON, or CSV with a head. Memory holds
 * one piece and what of an event it left. Throws a 422 for a file that is no UTF-8.
 */
export async function* fileRecords(pieces: AsyncIterable<string>): AsyncIterable<FileRecords> {
  let format: Format | undefined
  let rest = ''
  for await (const piece of pieces) {
    rest = format === undefined ? begun(rest + piece) : rest + piece
    format ??= formatOf(rest)
    if (format === undefined) continue
    const { whole, left } = format.cut(rest)
    const ended = left.length > LONGEST ? endedBy(left, format) : { whole: [], left }
    rest = ended.left
    yield recordsOf([...whole, ...ended.whole], format, Buffer.byteLength(piece))
  }
  yield recordsOf(allOf(rest, format ?? NDJSON), format ?? NDJSON, 0)
}

/** A record that does not end: its first line is one, and what follows is looked at anew. */
function endedBy(text: string, format: Format): { whole: string[]; left: string } {
  const end = text.indexOf('\n')
  if (end < 0) return { whole: [text], left: '' }
  const { whole, left } = format.cut(text.slice(end + 1))
  return { whole: [text.slice(0, end), ...whole], left }
}

/** The records of a file's end. */
function allOf(text: string, format: Format): string[] {
  const { whole, left } = format.cut(`${text}\n`)
  const records = [...whole]
  for (let rest = left; rest !== ''; ) {
    const ended = endedBy(rest, format)
    records.push(...ended.whole)
    rest = ended.left
  }
  return records
}

interface Format {
  /** Whole records from the beginning of a text, and what is left of it. */
  cut(text: string): { whole: string[]; left: string }
  /** A record as JSON; undefined for the head. */
  event(record: string): string | undefined
}

function recordsOf(records: readonly string[], format: Format, bytes: number): FileRecords {
  const found: FileRecords = { events: [], written: [], bytes }
  for (const record of records) {
    if (record.trim() === '') continue
    const event = format.event(record)
    if (event === undefined) continue
    found.events.push(event)
    found.written.push(record)
  }
  return found
}

/** Editors and spreadsheets of Windows begin a file with a mark of its order of bytes. */
function begun(text: string): string {
  // What UTF-16's mark comes to when it is read as UTF-8.
  if (text.startsWith('\uFFFD\uFFFD')) {
    throw new Refusal(422, 'the file is no UTF-8 (it looks like UTF-16); save it as UTF-8')
  }
  return (text.startsWith('\uFEFF') ? text.slice(1) : text).trimStart()
}

/** Undefined as long as the first line has not ended. */
function formatOf(text: string): Format | undefined {
  if (text === '') return undefined
  if (text.startsWith('{')) return NDJSON
  const end = text.indexOf('\n')
  if (end < 0) return text.length > LONGEST ? NDJSON : undefined
  const head = csvHead(withoutReturn(text.slice(0, end)))
  return head === undefined ? NDJSON : csvFormat(head)
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

const NDJSON: Format = {
  cut(text) {
    const lines = text.split('\n')
    const left = lines.pop() ?? ''
    return { whole: lines.map(withoutReturn), left }
  },
  event: (line) => line,
}

/** A row may go on over several lines, inside quotes. */
function csvFormat(head: CsvHead): Format {
  let isHead = true
  return {
    cut: cutRows,
    event(row) {
      if (!isHead) return eventOfRow(row, head)
      isHead = false
      return undefined
    },
  }
}

function cutRows(text: string): { whole: string[]; left: string } {
  const whole: string[] = []
  let from = 0
  let quoted = false
  for (const { 0: mark, index } of text.matchAll(/["\n]/g)) {
    if (mark === '"') quoted = !quoted
    else if (!quoted) {
      whole.push(withoutReturn(text.slice(from, index)))
      from = index + 1
    }
  }
  return { whole, left: text.slice(from) }
}
