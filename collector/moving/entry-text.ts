import { TextDecoder } from 'node:util'
import { fileKind } from '../file-kind.ts'
import { Refusal } from '../refusal.ts'
import type { Entry } from './format.ts'

/** So much of its beginning shows what a file is. */
const HEAD = 64 * 1_024

/** Programs tell Excel by it what stands between cells. */
const SEPARATOR_LINE = /^sep=.\r?\n/iu

/** The beginning of an entry's text; empty for what is no text. */
export async function headText(entry: Entry): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of entry.open()) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= HEAD) break
  }
  const bytes = Buffer.concat(chunks).subarray(0, HEAD)
  const kind = fileKind(bytes)
  if (kind !== undefined && kind !== 'json') return ''
  return withoutMark(new TextDecoder(encodingOf(bytes)).decode(bytes)).replace(SEPARATOR_LINE, '')
}

/**
 * An entry's text in pieces, UTF-8 or UTF-16. Throws a 422 for another encoding, for it cannot be told which, and names would be
 * others; `loosely` reads what is no text as U+FFFD instead, so that the lines around it count.
 */
export async function* textOf(entry: Entry, loosely = false): AsyncIterable<string> {
  let decoder: TextDecoder | undefined
  let isFirst = true
  for await (const chunk of entry.open()) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: !loosely })
    const text = decoded(entry, decoder, chunk)
    if (text === '') continue
    yield isFirst ? withoutMark(text).replace(SEPARATOR_LINE, '\n') : text
    isFirst = false
  }
  const rest = decoder && decoded(entry, decoder)
  if (rest) yield rest
}

function decoded({ name }: Entry, decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw new Refusal(422, `${name} is no UTF-8; save it as UTF-8 (in Excel: "CSV UTF-8")`)
  }
}

/** UTF-16 by its mark, or because every second byte of the beginning is nought. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || isEverySecond(bytes, 1)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || isEverySecond(bytes, 0) ? 'utf-16be' : 'utf-8'
}

function isEverySecond(bytes: Uint8Array, side: number): boolean {
  const head = bytes.subarray(0, 64)
  return head.length >= 8 && head.every((byte, i) => (i % 2 === side) === (byte === 0))
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
