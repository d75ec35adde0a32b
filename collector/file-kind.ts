/** What files are that are no text, by their first bytes. */
const BINARY: readonly (readonly [bytes: string, kind: FileKind])[] = [
  ['d0cf11e0', 'xls'],
  ['25504446', 'pdf'],
  // A zip of nothing.
  ['504b0506', 'zip'],
  ['1f8b', 'gz'],
  ['377abcaf', '7z'],
  ['52617221', 'rar'],
  ['89504e47', 'image'],
  ['ffd8ff', 'image'],
  ['53514c69', 'database'],
]

/** What a file may be in place of a table of text. */
export type FileKind =
  | 'xlsx'
  | 'xls'
  | 'ods'
  | 'zip'
  | 'gz'
  | '7z'
  | 'rar'
  | 'pdf'
  | 'image'
  | 'database'
  | 'html'
  | 'xml'
  | 'json'

/** So many bytes tell. */
export const TELLING = 4_096

/** What a file's first bytes show that it is; undefined for what may be a table of text, in whatever encoding. */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  const head = bytes.subarray(0, TELLING)
  const hex = [...head.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const text = new TextDecoder('windows-1252').decode(head)
  if (hex.startsWith('504b0304')) return archiveKind(text)
  const known = BINARY.find(([start]) => hex.startsWith(start))
  return known?.[1] ?? markupKind(text.replaceAll('\0', ''))
}

function archiveKind(names: string): FileKind {
  if (names.includes('opendocument.spreadsheet')) return 'ods'
  return /\[Content_Types\]|xl\/|_rels\//u.test(names) ? 'xlsx' : 'zip'
}

function markupKind(text: string): FileKind | undefined {
  const start = text.replace(/^[ÿþïï»¿\s]+/u, '').slice(0, 200)
  if (/^<(?:!doctype html|html|head|body|table)\b/iu.test(start)) return 'html'
  if (/^<\?xml\b/iu.test(start)) return 'xml'
  return /^[{[]\s*["{[\]}]/u.test(start) ? 'json' : undefined
}
