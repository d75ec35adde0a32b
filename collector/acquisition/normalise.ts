/** Soft hyphens, joiners and marks of order that come along when a link is copied: nobody sees or means them. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
const ASCII = /^[\x00-\x7F]*$/

/** The text without the characters that nobody sees. */
export function visible(text: string): string {
  return ASCII.test(text) ? text : text.replace(INVISIBLE, '')
}

/** How a tag's value is shown: trimmed, inner white space collapsed, its case kept. */
export function spelling(value: string): string {
  return visible(value).trim().replace(/\s+/g, ' ')
}

/** How a tag's value is grouped and compared: its spelling in lower case. */
export function normalise(value: string): string {
  return spelling(value).toLowerCase()
}
