/** Pairs of neighbouring characters, the ends marked, so that short names compare well. */
function pairs(text: string): Set<string> {
  const marked = `^${text.toLowerCase()}$`
  return new Set(Array.from({ length: marked.length - 1 }, (_, i) => marked.slice(i, i + 2)))
}

/** Sørensen–Dice coefficient of two names' character pairs, 0–1. */
function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)]
  const common = [...left].filter((pair) => right.has(pair)).length
  return (2 * common) / (left.size + right.size)
}

/** The known name most like the one given; undefined when nothing is known. */
function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: { name: string; likeness: number } | undefined
  for (const candidate of known) {
    const score = likeness(name, candidate)
    if (best === undefined || score > best.likeness) best = { name: candidate, likeness: score }
  }
  return best?.name
}

/** "unknown dimension "chanel"; the nearest known is "channel"". */
export function unknownName(kind: string, name: string, known: Iterable<string>): string {
  const near = nearest(name, known)
  const hint = near === undefined ? `there is no ${kind} yet` : `the nearest known is "${near}"`
  return `unknown ${kind} "${name}"; ${hint}`
}
