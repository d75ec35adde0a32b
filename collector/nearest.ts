/** Longer names than anything has are compared, and repeated in answers, by their beginning. */
const MOST = 100

function cut(name: string): string {
  return name.length > MOST ? `${name.slice(0, MOST)}…` : name
}

/** Pairs of neighbouring characters, the ends marked, so that short names compare well. */
export function pairs(text: string): Set<string> {
  const marked = `^${cut(text).toLowerCase()}$`
  return new Set(Array.from({ length: marked.length - 1 }, (_, i) => marked.slice(i, i + 2)))
}

/**
 * Sørensen–Dice coefficient of two names' character pairs, 0–1. `chanel` has 7, `channel` 8, and 7 of them are the same:
 * 2 × 7 / (7 + 8) = 0.93.
 */
export function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const common = [...left].filter((pair) => right.has(pair)).length
  return (2 * common) / (left.size + right.size)
}

/** The known name most like the one given; undefined when nothing is known. */
function nearest(name: string, known: Iterable<string>): string | undefined {
  const own = pairs(name)
  let best: { name: string; likeness: number } | undefined
  for (const candidate of known) {
    const score = likeness(own, pairs(candidate))
    if (best === undefined || score > best.likeness) best = { name: candidate, likeness: score }
  }
  return best?.name
}

/** Letters and digits alone, in one case: how a name reads, however it is written. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Whether the longer text is the shorter one with one more character, which is no digit: those tell names apart. */
function hasOneMore(longer: string, shorter: string): boolean {
  const chars = [...longer]
  if (chars.length !== [...shorter].length + 1) return false
  return chars.some((char, i) => !/\p{N}/u.test(char) && chars.toSpliced(i, 1).join('') === shorter)
}

/** Whether two neighbouring letters have changed places. */
function hasSwapped(left: string, right: string): boolean {
  const [one, other] = [[...left], [...right]]
  if (one.length !== other.length) return false
  const at = one.findIndex((char, i) => char !== other[i])
  const swapped = [...one.slice(0, at), one[at + 1], one[at], ...one.slice(at + 2)].join('')
  return at >= 0 && !/\p{N}/u.test(left.slice(at, at + 2)) && swapped === right
}

/** One of two letters would be a word of its own. */
const SHORTEST_WORD = 3

/**
 * Whether a name is a known one, mistyped: written another way, with a letter too many or too few, or two swapped. `Sign up`,
 * `Signp` and `Sginup` are `Signup`; `Step 3` is not `Step 2`.
 */
export function isMistyped(name: string, known: Iterable<string>): boolean {
  const own = plain(cut(name))
  for (const candidate of known) {
    const other = plain(cut(candidate))
    if (Math.min(own.length, other.length) < SHORTEST_WORD) continue
    if (own === other || hasSwapped(own, other)) return true
    if (hasOneMore(own, other) || hasOneMore(other, own)) return true
  }
  return false
}

/** "unknown dimension "chanel"; the nearest known is "channel"". */
export function unknownName(kind: string, name: string, known: Iterable<string>): string {
  const near = nearest(name, known)
  const hint = near === undefined ? `there is no ${kind} yet` : `the nearest known is "${near}"`
  return `unknown ${kind} "${cut(name)}"; ${hint}`
}
