/** Letters to change, add, drop or swap with a neighbour to get from one text to the other (optimal string alignment). */
export function distance(a: string, b: string): number {
  let rows: Rows = { before: [], last: Array.from({ length: b.length + 1 }, (_, j) => j) }
  for (let i = 1; i <= a.length; i++) rows = { before: rows.last, last: nextRow(a, b, i, rows) }
  return rows.last[b.length] ?? 0
}

/** Distances of the two prefixes before from every prefix of the other text. */
interface Rows {
  before: number[]
  last: number[]
}

function nextRow(a: string, b: string, i: number, { before, last }: Rows): number[] {
  const row = [i]
  for (let j = 1; j <= b.length; j++) {
    const letter = a[i - 1] === b[j - 1] ? 0 : 1
    const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] : undefined
    row.push(least(last[j], row[j - 1], (last[j - 1] ?? 0) + letter - 1, swapped))
  }
  return row
}

/** One more than the least of what is known. */
function least(...ways: (number | undefined)[]): number {
  return 1 + Math.min(...ways.map((way) => way ?? Number.POSITIVE_INFINITY))
}

const SHORTEST = 4
const LONG = 9

/** Whether one reads like a slip of the other: a letter off, two in long names. Digits tell things apart. */
export function isNear(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length)
  if (a === b || shorter < SHORTEST || digits(a) !== digits(b)) return false
  if (Math.abs(a.length - b.length) > 2) return false
  return distance(a, b) <= (shorter >= LONG ? 2 : 1)
}

function digits(text: string): string {
  return text.replace(/\D/gu, '')
}

export interface Counted {
  name: string
  count: number
}

/** How many times commoner the name must be that another is taken for a slip of. */
const COMMONER = 5

/** The name that this one is a likely slip of: near, and far commoner. */
export function intended({ name, count }: Counted, known: readonly Counted[]): string | undefined {
  const said = name.toLowerCase()
  const near = known
    .filter((other) => other.count >= COMMONER * count && isNear(said, other.name.toLowerCase()))
    .toSorted((a, b) => b.count - a.count)
  return near[0]?.name
}
