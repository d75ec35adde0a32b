/** Where a place is, from the left and from the foot, in whatever measure. */
export interface Placed {
  key: string
  x: number
  y: number
}

const STEPS: Record<string, ['x' | 'y', number] | undefined> = {
  ArrowRight: ['x', 1],
  ArrowLeft: ['x', -1],
  ArrowUp: ['y', 1],
  ArrowDown: ['y', -1],
}

/** Key of the place that a key leads to from another: the next one across or upwards, so that each is reached either way. */
export function nextPlace(
  places: readonly Placed[],
  from: string,
  pressed: string,
): string | undefined {
  if (pressed === 'Home') return along(places, 'x')[0]?.key
  if (pressed === 'End') return along(places, 'x').at(-1)?.key
  const step = STEPS[pressed]
  if (!step) return undefined
  const line = along(places, step[0])
  return line[line.findIndex(({ key }) => key === from) + step[1]]?.key
}

/** By one axis; those that share a place keep an order. */
function along(places: readonly Placed[], axis: 'x' | 'y'): Placed[] {
  const other = axis === 'x' ? 'y' : 'x'
  return places.toSorted(
    (a, b) => a[axis] - b[axis] || a[other] - b[other] || (a.key < b.key ? -1 : 1),
  )
}
