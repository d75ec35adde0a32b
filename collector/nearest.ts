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

/** "unknown dimension "chanel"; the nearest known is "channel"". */
export function unknownName(kind: string, name: string, known: Iterable<string>): string {
  const near = nearest(name, known)
  const hint = near === undefined ? `there is no ${kind} yet` : `the nearest known is "${near}"`
  return `unknown ${kind} "${cut(name)}"; ${hint}`
}
