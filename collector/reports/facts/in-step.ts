interface OfOne {
  /** Number of the person or the visit. */
  who: number
}

/** Two rows of histories, both by ascending number: of each unit that is in either, what each has of it. */
export async function* inStep<One extends OfOne, Other extends OfOne>(
  first: AsyncIterable<One>,
  second: AsyncIterable<Other>,
): AsyncIterable<[One | undefined, Other | undefined]> {
  const others = second[Symbol.asyncIterator]()
  let other = await others.next()
  for await (const one of first) {
    while (!other.done && other.value.who < one.who) {
      yield [undefined, other.value]
      other = await others.next()
    }
    if (other.done || other.value.who !== one.who) yield [one, undefined]
    else {
      yield [one, other.value]
      other = await others.next()
    }
  }
  for (; !other.done; other = await others.next()) yield [undefined, other.value]
}
