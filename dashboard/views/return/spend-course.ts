/** What was spent in each bucket: a day belongs to the latest one that begins with it or before it. */
export function spendByBucket(
  rows: readonly { date: string; cost: number }[],
  keys: readonly string[],
): number[] {
  const ascending = keys.toSorted()
  const sums = new Map<string, number>()
  for (const { date, cost } of rows) {
    const key = ascending.findLast((one) => one.slice(0, date.length) <= date)
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + cost)
  }
  return keys.map((key) => sums.get(key) ?? 0)
}
