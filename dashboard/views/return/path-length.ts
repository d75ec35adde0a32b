interface Length {
  length: number
  conversions: number
}

function total(lengths: readonly Length[]): number {
  return lengths.reduce((sum, { conversions }) => sum + conversions, 0)
}

/** The length that half of all have at most: of 3 conversions by 1 visit, 2 by 2 and 4 by 5 the fifth of 9, by 2. */
export function medianLength(lengths: readonly Length[]): number {
  const half = total(lengths) / 2
  let sum = 0
  for (const { length, conversions } of lengths) {
    sum += conversions
    if (sum >= half) return length
  }
  return 0
}

/** The share that has this length at most: of 3 by 1 and 1 by 2 up to 1 it is 3 / 4. */
export function shareUpTo(lengths: readonly Length[], most: number): number {
  const all = total(lengths)
  const short = lengths.filter(({ length }) => length <= most)
  return all === 0 ? 0 : total(short) / all
}

interface Run<Value> {
  value: Value
  times: number
}

/** Equal neighbours as one: a, a, b, a is a twice, b, a. */
export function runsOf<Value>(path: readonly Value[]): Run<Value>[] {
  const runs: Run<Value>[] = []
  for (const value of path) {
    const last = runs.at(-1)
    if (last?.value === value) last.times++
    else runs.push({ value, times: 1 })
  }
  return runs
}
