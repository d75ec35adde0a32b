export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}

/** Sums by bucket: a day belongs to the latest bucket that begins with it or before it. */
export function sumsByBucket(
  rows: readonly { day: string; value: number }[],
  keys: readonly string[],
): number[] {
  const ascending = keys.toSorted()
  const sums = new Map<string, number>()
  for (const { day, value } of rows) {
    const key = ascending.findLast((one) => one.slice(0, day.length) <= day)
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + value)
  }
  return keys.map((key) => sums.get(key) ?? 0)
}
