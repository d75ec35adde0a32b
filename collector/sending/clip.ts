const MORE = '…'

/** Its first characters, where there are more than `most` (UTF-16 units, as chats count) an ellipsis at their end. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text
  const whole = text.slice(0, most - 1)
  // Half of a pair is no character.
  const cut = /[\uD800-\uDBFF]$/u.test(whole) ? whole.slice(0, -1) : whole
  return cut + MORE
}

/** The same for a bound of bytes in UTF-8. */
export function clipBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text
  const bytes = Buffer.from(text).subarray(0, most - Buffer.byteLength(MORE))
  return bytes.toString('utf8').replace(/\uFFFD+$/u, '') + MORE
}

/** Without what breaks a line or hides in it. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim()
}
