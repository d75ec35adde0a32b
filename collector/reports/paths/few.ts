/** The first few of an order, without putting the rest in order: nearly all of it lies behind the last of them. */
export function firstFew<T>(
  items: Iterable<T>,
  most: number,
  compare: (a: T, b: T) => number,
): T[] {
  const few: T[] = []
  for (const item of items) {
    const place = few.findLastIndex((one) => compare(item, one) >= 0) + 1
    if (place >= most) continue
    few.splice(place, 0, item)
    if (few.length > most) few.pop()
  }
  return few
}

/** The places of a column that count anything. */
export function* countedIn(counts: Int32Array): Generator<number> {
  for (let place = 0; place < counts.length; place++) if (counts[place] !== 0) yield place
}
