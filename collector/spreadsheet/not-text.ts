import { type FileKind, fileKind } from '../file-kind.ts'
import { Refusal } from '../refusal.ts'

const CSV = 'export or save the report as CSV and send that'
const UNPACK = 'unpack it and send the CSV inside'

const SAID: Record<FileKind, readonly [what: string, instead: string]> = {
  xlsx: ['an Excel workbook (.xlsx)', CSV],
  xls: ['an old Excel workbook (.xls)', CSV],
  ods: ['an OpenDocument table (.ods)', CSV],
  zip: ['a compressed file (.zip)', UNPACK],
  gz: ['a compressed file (.gz)', UNPACK],
  '7z': ['a compressed file (.7z)', UNPACK],
  rar: ['a compressed file (.rar)', UNPACK],
  pdf: ['a PDF', CSV],
  image: ['an image', CSV],
  database: ['a database', CSV],
  html: ['a web page (perhaps of a sign-in that had run out)', CSV],
  xml: ['XML', CSV],
  json: ['JSON', CSV],
}

/** Throws a 422 that names a file which is no table of text, and says what to send instead. */
export function requireText(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Refusal(422, 'the file is empty')
  const kind = fileKind(bytes)
  if (kind === undefined) return
  const [what, instead] = SAID[kind]
  throw new Refusal(422, `this is ${what}, not a CSV file; ${instead}`)
}
