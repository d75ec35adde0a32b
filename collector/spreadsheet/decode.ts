import { Refusal } from '../refusal.ts'
import { requireText } from './not-text.ts'

/** A file's text without marks of byte order, and the encoding that it was read in. */
export interface Decoded {
  text: string
  encoding: string
}

const FEFF = /\uFEFF/gu

/**
 * Encodings without a mark, each with words of the headers of those who write it. By its bytes alone nearly any text of one
 * of them could be one of the others.
 */
const SPOKEN: readonly (readonly [encoding: string, words: RegExp])[] = [
  ['gb18030', /日期|消费|展现|点击|推广|计划|花费|费用|广告|时间/u],
  ['shift_jis', /日付|費用|キャンペーン|クリック|表示回数|インプレッション|消化金額/u],
  ['windows-1250', /dzień|wyświetlenia|kliknięcia|wydana kwota/iu],
]

/** Text of a file in whatever encoding. Throws a 422 for what is no text. */
export function decode(bytes: Uint8Array): Decoded {
  requireText(bytes)
  const { text, encoding } = read(bytes)
  if (text.includes('\0')) {
    throw new Refusal(422, 'this is no text file; export or save the report as CSV and send that')
  }
  // Programs that join files leave the marks of each.
  return { text: text.replace(FEFF, ''), encoding }
}

function read(bytes: Uint8Array): Decoded {
  const wide = wideEncoding(bytes)
  if (wide !== undefined) return { text: wideText(bytes, wide), encoding: wide }
  const utf8 = strictly(bytes, 'utf-8')
  return utf8 === undefined ? spoken(bytes) : { text: utf8, encoding: 'utf-8' }
}

function wideText(bytes: Uint8Array, encoding: string): string {
  if (bytes.length % 2 === 1) {
    throw new Refusal(
      422,
      'the file ends in the middle of a character: it is cut off; export it anew',
    )
  }
  return new TextDecoder(encoding).decode(bytes)
}

/** UTF-16 by its mark, or because every second byte of the beginning is nought. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 400)
  const [even, odd] = [0, 1].map(
    (side) => head.filter((byte, i) => byte === 0 && i % 2 === side).length,
  )
  const many = head.length / 4
  if (even === 0 && Number(odd) > many) return 'utf-16le'
  return odd === 0 && Number(even) > many ? 'utf-16be' : undefined
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined // bytes of another encoding
  }
}

function spoken(bytes: Uint8Array): Decoded {
  const head = bytes.subarray(0, 16_384)
  const found = SPOKEN.find(([encoding, words]) =>
    words.test(new TextDecoder(encoding).decode(head)),
  )
  if (found) return { text: new TextDecoder(found[0]).decode(bytes), encoding: found[0] }
  return { text: lineByLine(bytes), encoding: 'windows-1252' }
}

/** Some platforms write the lines of one file in two encodings: each is UTF-8 where it can be. */
function lineByLine(bytes: Uint8Array): string {
  const western = new TextDecoder('windows-1252')
  const lines: string[] = []
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(0x0a, from)
    const end = found < 0 ? bytes.length : found + 1
    const line = bytes.subarray(from, end)
    lines.push(strictly(line, 'utf-8') ?? western.decode(line))
    from = end
  }
  return lines.join('')
}
