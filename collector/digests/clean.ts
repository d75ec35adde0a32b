/**
 * What is no text, what would turn the direction of the text that follows, and what breaks lines. One C1 character makes
 * Gmail clip a mail of any size: https://github.com/hteumeuleu/email-bugs/issues/41.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu

/** Longer names push the numbers beside them off a phone. */
const LONGEST = 80

/** What visitors sent, as one short line. */
export function clean(text: string): string {
  const line = text.replace(UNSEEN, ' ').trim()
  const letters = [...line.slice(0, 4 * LONGEST)]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : line
}
