import { Refusal } from '../refusal.ts'

/** What files are that are no text, by their first bytes. */
const BINARY: readonly (readonly [bytes: string, what: string])[] = [
  ['d0cf11e0', 'an old Excel workbook (.xls)'],
  ['25504446', 'a PDF'],
  ['1f8b', 'a compressed file (.gz)'],
  ['377abcaf', 'a compressed file (.7z)'],
  ['52617221', 'a compressed file (.rar)'],
  ['89504e47', 'an image'],
  ['ffd8ff', 'an image'],
  ['53514c69', 'a database'],
]

const CSV = 'export or save the report as CSV and send that'

/** Throws a 422 that names a file which is no table of text, and says what to send instead. */
export function requireText(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Refusal(422, 'the file is empty')
  const what = nameOf(bytes)
  if (what === undefined) return
  const instead = what.startsWith('a compressed') ? 'unpack it and send the CSV inside' : CSV
  throw new Refusal(422, `this is ${what}, not a CSV file; ${instead}`)
}

function nameOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4_096))
  const hex = head.toString('hex', 0, 8)
  if (hex.startsWith('504b0304')) return archiveOf(head)
  const known = BINARY.find(([start]) => hex.startsWith(start))
  return known?.[1] ?? markupOf(head.toString('latin1').replaceAll('\0', ''))
}

function archiveOf(head: Buffer): string {
  const names = head.toString('latin1')
  if (names.includes('opendocument.spreadsheet')) return 'an OpenDocument table (.ods)'
  if (/\[Content_Types\]|xl\/|_rels\//u.test(names)) return 'an Excel workbook (.xlsx)'
  return 'a compressed file (.zip)'
}

function markupOf(text: string): string | undefined {
  const start = text.replace(/^[ÿþïï»¿\s]+/u, '').slice(0, 200)
  if (/^<(?:!doctype html|html|head|body|table)\b/iu.test(start)) {
    return 'a web page (perhaps of a sign-in that had run out)'
  }
  if (/^<\?xml\b/iu.test(start)) return 'XML'
  if (/^[{[]\s*["{[\]}]/u.test(start)) return 'JSON'
  return undefined
}
