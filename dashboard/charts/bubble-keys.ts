/** What of a bubble says where it is: shares of the room from the left and from the foot. */
interface Placed {
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

/** Key of the bubble that a key leads to from another: the next one across or upwards, so that each is reached either way. */
export function nextBubble(
  bubbles: readonly Placed[],
  from: string,
  pressed: string,
): string | undefined {
  if (pressed === 'Home') return along(bubbles, 'x')[0]?.key
  if (pressed === 'End') return along(bubbles, 'x').at(-1)?.key
  const step = STEPS[pressed]
  if (!step) return undefined
  const line = along(bubbles, step[0])
  return line[line.findIndex(({ key }) => key === from) + step[1]]?.key
}

/** By one axis; those that share a place keep an order. */
function along(bubbles: readonly Placed[], axis: 'x' | 'y'): Placed[] {
  const other = axis === 'x' ? 'y' : 'x'
  return bubbles.toSorted(
    (a, b) => a[axis] - b[axis] || a[other] - b[other] || (a.key < b.key ? -1 : 1),
  )
}
