/** The words of what was typed, in lower case. */
export function wordsIn(typed: string): string[] {
  return typed.toLowerCase().split(/\s+/u).filter(Boolean)
}

/** Where a word begins inside of a text: after a space, a stroke, a bracket. */
const BEFORE_WORD = /[\s/\-_.·:(（“"?&=]/u

/** How well a name answers a word, 0 best: it begins with it, a word of it does, it has it somewhere; undefined: it has not. */
export function rank(name: string, word: string): number | undefined {
  const text = name.toLowerCase()
  if (text.startsWith(word)) return 0
  let at = text.indexOf(word)
  if (at < 0) return undefined
  for (; at >= 0; at = text.indexOf(word, at + 1)) {
    if (BEFORE_WORD.test(text[at - 1] ?? '')) return 1
  }
  return 2
}

/**
 * How well a thing answers all words, in any order: each is in its name, or in what kind of thing it is, and one at least
 * in the name. "ger" and "country ger" find Germany, "country" alone does not.
 */
export function rankOf(
  { name, kind }: { name: string; kind: string },
  sought: readonly string[],
): number | undefined {
  let best: number | undefined
  for (const word of sought) {
    const own = rank(name, word)
    if (own !== undefined) best = Math.min(best ?? own, own)
    else if (rank(kind, word) === undefined) return undefined
  }
  return best
}

/** The things that answer, the best first; equals keep their order. */
export function ranked<Thing>(
  things: readonly Thing[],
  rankOfThing: (thing: Thing) => number | undefined,
): Thing[] {
  return things
    .flatMap((thing) => {
      const rank = rankOfThing(thing)
      return rank === undefined ? [] : [{ thing, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing)
}
