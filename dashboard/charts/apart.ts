/**
 * Heights from 0 to 1, moved as little as it takes for each to be `least` from the next, none above 1: of 0.5, 0.52
 * and 0.1 by 0.1 they become 0.5, 0.6 and 0.1. Where they have no room they stand evenly.
 */
export function apart(heights: readonly number[], least: number): number[] {
  const room = Math.min(least, 1 / Math.max(1, heights.length - 1))
  const order = heights.map((_, i) => i).toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  const placed = [...heights]
  let floor = 0
  for (const i of order) {
    placed[i] = Math.max(heights[i] ?? 0, floor)
    floor = (placed[i] ?? 0) + room
  }
  let ceiling = 1
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i] ?? 0, ceiling)
    ceiling = (placed[i] ?? 0) - room
  }
  return placed
}
