/** How many of ascending numbers are no greater: of 1, 3, 3 and 5 three are up to 3. */
export function countUpTo(ascending: ArrayLike<number>, most: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  return low
}
