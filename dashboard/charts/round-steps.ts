const MOST_STEPS = 6

/** Round numbers between two powers of ten, told by their exponents: 1, 2, 5, 10; of a wide room tenfold ones, of a wider every second or third of them. */
export function roundSteps(from: number, to: number): number[] {
  const powers = Array.from(
    { length: Math.floor(to) - Math.floor(from) + 1 },
    (_, i) => Math.floor(from) + i,
  )
  const inside = (factors: readonly number[]) =>
    powers
      .flatMap((power) => factors.map((factor) => factor * 10 ** power))
      .filter((value) => Math.log10(value) > from && Math.log10(value) < to)
  const tenfold = inside([1])
  const few = [inside([1, 2, 5]), inside([1, 3])].find(({ length }) => length <= MOST_STEPS)
  return few ?? tenfold.filter((_, i) => i % Math.ceil(tenfold.length / MOST_STEPS) === 0)
}
