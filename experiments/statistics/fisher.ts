import { binomialTerm } from './beta.ts'

/** Tables as likely as the one seen count as such, though rounding may tell them apart (R's `fisher.test` alike). */
const ALIKE = 1 + 1e-7
const NEGLIGIBLE = 1e-17

/** Counts of a two by two table: [a b] above [c d]. */
export interface Table {
  a: number
  b: number
  c: number
  d: number
}

/**
 * Fisher's exact test, two-sided: the probability, margins fixed, of a table no likelier than this one.
 * a 3, b 1, c 1, d 3: tables a = 0, 1, 3, 4 are no likelier: (1 + 16 + 16 + 1) / 70 = 0.485714
 */
export function fisherExact(table: Table): number {
  const margins = marginsOf(table)
  const most = hypergeometric(table.a, margins) * ALIKE
  const mode = modeOf(margins)
  const lowest = Math.max(0, margins.drawn - margins.others)
  const highest = Math.min(margins.drawn, margins.ours)
  // The probability rises to the mode and falls after it.
  const left = lastBefore({ from: lowest, to: mode, most }, margins)
  const right = firstAfter({ from: mode, to: highest, most }, margins)
  if (left + 1 >= right) return 1
  const below = left < lowest ? 0 : summed(left, lowest, margins)
  const above = right > highest ? 0 : summed(right, highest, margins)
  return Math.min(1, below + above)
}

interface Margins {
  /** Size of the first row, of the second, and of the first column. */
  ours: number
  others: number
  drawn: number
}

function marginsOf({ a, b, c, d }: Table): Margins {
  return { ours: a + b, others: c + d, drawn: a + c }
}

function modeOf({ ours, others, drawn }: Margins): number {
  return Math.floor(((ours + 1) * (drawn + 1)) / (ours + others + 2))
}

/** Probability of `k` in the first cell; three binomial terms hold their large factors apart (Loader 2000). */
function hypergeometric(k: number, { ours, others, drawn }: Margins): number {
  const all = ours + others
  if (all === 0 || drawn === 0 || drawn === all) return 1
  const share = { x: drawn / all, y: (all - drawn) / all }
  const both = binomialTerm(k, ours, share) * binomialTerm(drawn - k, others, share)
  return both / binomialTerm(drawn, all, share)
}

interface Side {
  from: number
  to: number
  most: number
}

/** The last place of the rising side that is no likelier than `most`; `from` − 1 when none is. */
function lastBefore({ from, to, most }: Side, margins: Margins): number {
  return split(from - 1, to + 1, (k) => hypergeometric(k, margins) <= most) - 1
}

/** The first place of the falling side that is no likelier than `most`; `to` + 1 when none is. */
function firstAfter({ from, to, most }: Side, margins: Margins): number {
  return split(from - 1, to + 1, (k) => hypergeometric(k, margins) > most)
}

/** The first place after `low` and before `high` at which `holds` has ended; it holds from the first place on. */
function split(low: number, high: number, holds: (k: number) => boolean): number {
  let [inside, outside] = [low, high]
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2)
    if (holds(middle)) inside = middle
    else outside = middle
  }
  return outside
}

/** The probabilities from one place outwards to the last. */
function summed(start: number, end: number, margins: Margins): number {
  const step = end < start ? -1 : 1
  let term = hypergeometric(start, margins)
  let sum = term
  for (let k = start; k !== end && term > sum * NEGLIGIBLE; k += step) {
    term *= step > 0 ? ratio(k, margins) : 1 / ratio(k - 1, margins)
    sum += term
  }
  return sum
}

/** How much likelier k + 1 is than k. */
function ratio(k: number, { ours, others, drawn }: Margins): number {
  return ((ours - k) * (drawn - k)) / ((k + 1) * (others - drawn + k + 1))
}
