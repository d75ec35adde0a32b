export interface Visit {
  id: number
  person: number
  start: number
  value: string
  /** 1 where nobody brought it. */
  direct: number
}

/** The seven models that look at one conversion; shares by touch. */
export const SHARES: Record<string, (path: Visit[], at: number, halfLife: number) => number[]> = {
  first: (path) => path.map((_, i) => (i === 0 ? 1 : 0)),
  last: (path) => path.map((_, i) => (i === path.length - 1 ? 1 : 0)),
  last_non_direct: (path) => {
    const brought = path.map(({ direct }) => direct).lastIndexOf(0)
    const place = brought < 0 ? path.length - 1 : brought
    return path.map((_, i) => (i === place ? 1 : 0))
  },
  linear: (path) => path.map(() => 1 / path.length),
  position: (path) => {
    if (path.length === 1) return [1]
    if (path.length === 2) return [0.5, 0.5]
    const middle = 0.2 / (path.length - 2)
    return path.map((_, i) => (i === 0 || i === path.length - 1 ? 0.4 : middle))
  },
  time_decay: (path, at, halfLife) => {
    const weights = path.map(({ start }) => 2 ** (-(at - start) / halfLife))
    const sum = weights.reduce((all, weight) => all + weight, 0)
    return weights.map((weight) => weight / sum)
  },
  shapley: (path) => {
    const values = path.map(({ value }) => value)
    const distinct = new Set(values).size
    return values.map((value, i) => (values.indexOf(value) === i ? 1 / distinct : 0))
  },
}

/** Whole cents by largest remainder; equal remainders to the earlier. */
export function cents(amount: number, shares: number[]): number[] {
  const size = Math.abs(amount)
  const parts = shares.map((share) => Math.floor(size * share + 1e-9))
  for (let left = size - parts.reduce((a, b) => a + b, 0); left > 0; left--) {
    const rests = shares.map((share, i) => size * share - (parts[i] ?? 0))
    const greatest = Math.max(...rests)
    const place = rests.findIndex((rest) => rest >= greatest - 1e-9)
    parts[place] = (parts[place] ?? 0) + 1
  }
  return parts.map((part) => (amount < 0 ? 0 - part : part))
}
