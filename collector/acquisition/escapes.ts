/**
 * Percent-encoding in paths (RFC 3986, 2.3 and 6.2.2): `/caf%C3%A9`, `/caf%c3%a9` and what people write, `/café`, are
 * one page. The first form is stored, the last is shown and compared.
 */

const UNRESERVED = /[A-Za-z\d._~-]/

/** Not reserved and no control either, so they mean the same with and without the escape: a blank, `"<>^`{|}`. */
const PLAIN = /[A-Za-z\d._~ "<>^`{|}-]/

/** A `%` that begins no escape. What follows it is left alone: `%%34%31` would become the escape `%41`. */
const LONE_PERCENT = /%(?![\da-f]{2})/i

/** Printable ASCII without `%`: most paths, and nothing to do. */
const READABLE = /^[ -$&-~]*$/

const ASCII = /%[0-7][\da-f]/gi
/** One character of UTF-8 beyond ASCII; also of its shape, but none: overlong and surrogate bytes. */
const BEYOND_ASCII =
  /%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi

/** Controls, blanks and marks that nobody sees, but for the joiners that Persian, Hindi and emoji are written with. */
const UNSEEN = /(?![ \u200C\u200D])[\p{C}\p{Z}]/gu

function lettersUpper(text: string): string {
  return text.replace(/%[\da-f]{2}/gi, (escaped) => escaped.toUpperCase())
}

function decodeAscii(text: string, plain: RegExp): string {
  if (LONE_PERCENT.test(text)) return text
  return text.replace(ASCII, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
    return plain.test(character) ? character : escaped
  })
}

/** How a path is stored: hexadecimal digits in capitals, no escape where none is needed. */
export function normalEscapes(path: string): string {
  return path.includes('%') ? lettersUpper(decodeAscii(path, UNRESERVED)) : path
}

function decodeCharacter(escapes: string): string {
  try {
    return decodeURIComponent(escapes)
  } catch {
    return escapes // of UTF-8's shape, but no character
  }
}

/**
 * A letter with its marks, and the parts of a Korean syllable, as file names from a Mac have them: `e` and an accent.
 * An escape's own letters are none.
 */
const IN_PARTS = /%[\da-f]{2}|\p{L}\p{M}+|[\u1100-\u11FF]{2,}/giu

/** What looks the same is the same. */
function composed(text: string): string {
  return text.replace(IN_PARTS, (letter) => letter.normalize('NFC'))
}

function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, (character) =>
    // Half of a surrogate pair has no bytes.
    /\p{Cs}/u.test(character) ? character : encodeURIComponent(character),
  )
}

/**
 * How a path is shown, and compared with what people write: the same for every spelling of one path, however it was
 * stored. What is reserved (`/ ? # % & …`) or would not be seen stays an escape, so a browser opens the same page by it.
 */
export function readablePath(path: string): string {
  if (READABLE.test(path)) return path
  const decoded = decodeAscii(path.replace(BEYOND_ASCII, decodeCharacter), PLAIN)
  return lettersUpper(escapeUnseen(composed(decoded)))
}

/** The same of a page that may be absent. */
export function readableOrNull(path: string | null): string | null {
  return path === null ? null : readablePath(path)
}
