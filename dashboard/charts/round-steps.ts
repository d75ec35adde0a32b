const MOST_STEPS = 6

/** Round numbers between two powers of ten, told by their exponents: 1, 2, 5, 10; of a wide room every tenfold alone. */
export function roundSteps(from: number, to: number): number[] {
  const powers = Array.from(
    { length: Math.floor(to) - Math.floor(from) + 1 },
    (_, i) => Math.floor(from) + i,
  )
  const inside = (factors: readonly number[]) =>
    powers
      .flatMap((power) => factors.map((factor) => factor * 10 ** power))
      .filter((value) => Math.log10(value) > from && Math.log10(value) < to)
  return [[1, 2, 5], [1, 3], [1]].map(inside).find(({ length }) => length <= MOST_STEPS) ?? []
}
