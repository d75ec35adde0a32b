/** Remainders so near to each other are equal: they differ by rounding alone. */
const ALIKE = 1e-9

/**
 * Minor units shared in proportion, by the largest remainder: each gets its whole part, and one unit more goes to those
 * with the largest fractions, of equal ones to the earlier. 100 in thirds: 34, 33, 33. A negative amount is shared as
 * the positive one of the same size, so that both together leave nothing. The parts sum to the amount.
 */
export function shareOut(amount: number, shares: readonly number[]): number[] {
  const sign = amount < 0 ? -1 : 1
  const size = Math.abs(amount)
  const exact = shares.map((share) => size * share)
  const parts = exact.map((part) => Math.floor(part + ALIKE))
  let left = size - parts.reduce((sum, part) => sum + part, 0)
  const order = exact
    .map((part, place) => ({ place, rest: part - (parts[place] ?? 0) }))
    .sort((a, b) => (Math.abs(a.rest - b.rest) <= ALIKE ? a.place - b.place : b.rest - a.rest))
  for (const { place } of order) {
    if (left <= 0) break
    parts[place] = (parts[place] ?? 0) + 1
    left -= 1
  }
  return parts.map((part) => (part === 0 ? 0 : sign * part))
}
