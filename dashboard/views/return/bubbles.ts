import type { Earned } from './earned.ts'

/** Where a row lies: shares of the room's width from the left and of its height from the foot. */
export interface Place {
  x: number
  y: number
  /** Between what its return lies. */
  low: number
  high: number
  /** Diameter as a share of the greatest. */
  size: number
}

interface Tick {
  value: number
  /** As `Place` has it. */
  at: number
}

export interface Layout {
  places: Place[]
  spends: Tick[]
  returns: Tick[]
  /** From here on it is more than the usual spend. */
  much: number
}

/** Room beyond the least and the greatest spend, in factors of ten. */
const MARGIN = 0.18
const RETURNS = [0, 0.5, 1, 2, 4, 10]
const LEAST_SIZE = 0.25

/**
 * Bubbles by spend on a scale of powers of ten and by return r at r / (1 + r): nothing at the foot (0), break-even in the
 * middle (1 / 2 = 0.5), 3 at 3 / 4 = 0.75, and whatever earns more stays in the room. Areas go by new customers.
 */
export function layoutOf(rows: readonly Earned[], usualCost: number): Layout {
  const costs = rows.map(({ cost }) => Math.log10(cost ?? 1))
  const from = Math.min(...costs) - MARGIN
  const width = Math.max(...costs) + MARGIN - from
  const x = (cost: number) => (Math.log10(cost) - from) / width
  const most = Math.max(1, ...rows.map(({ customers }) => customers))
  return {
    places: rows.map(({ cost, roas, interval, customers }) => ({
      x: x(cost ?? 1),
      y: heightOf(roas ?? 0),
      low: heightOf(interval ? interval[0] : (roas ?? 0)),
      high: heightOf(interval ? (interval[1] ?? Number.POSITIVE_INFINITY) : (roas ?? 0)),
      size: Math.max(LEAST_SIZE, Math.sqrt(Math.max(0, customers) / most)),
    })),
    spends: steps(from, from + width).map((value) => ({ value, at: x(value) })),
    returns: RETURNS.map((value) => ({ value, at: heightOf(value) })),
    much: Math.min(0.9, Math.max(0.1, usualCost > 0 ? x(usualCost) : 0.5)),
  }
}

export function heightOf(roas: number): number {
  if (roas === Number.POSITIVE_INFINITY) return 1
  return roas <= 0 ? 0 : roas / (1 + roas)
}

const MOST_STEPS = 6

/** Round sums between two powers of ten: 1, 2, 5, 10; of a wide room every tenfold alone. */
function steps(from: number, to: number): number[] {
  const powers = Array.from(
    { length: Math.floor(to) - Math.floor(from) + 1 },
    (_, i) => Math.floor(from) + i,
  )
  const inside = (factors: readonly number[]) =>
    powers
      .flatMap((power) => factors.map((factor) => factor * 10 ** power))
      .filter((value) => Math.log10(value) > from && Math.log10(value) < to)
  return [[1, 2, 5], [1, 3], [1]].map(inside).find(({ length }) => length <= MOST_STEPS) ?? []
}

const LETTER = 7
const LABEL_HEIGHT = 18

interface Room {
  width: number
  height: number
}

/** What a label takes up: from where to where, and how high its bubble stands. */
interface Taken {
  left: number
  right: number
  y: number
}

/** How far from the sides the words of the corners stand, how wide a letter of them is, and how far a label is above its bubble. */
const CORNER = { inset: 12, letter: 11, middle: 18, above: 16 } as const

/** The corners' words, top left, top right, bottom left, bottom right, as if they were labels of bubbles. */
function cornersTaken(words: readonly string[], { width, height }: Room): Taken[] {
  const { inset, letter, middle, above } = CORNER
  return words.map((word, i) => {
    const long = word.length * letter
    const [left, right] =
      i % 2 === 0 ? [inset, inset + long] : [width - inset - long, width - inset]
    return { left, right, y: (i < 2 ? height - middle : middle) - above }
  })
}

/** Which labels can be read in a room of so many pixels with words in its corners; the first of `places` come first. */
export function readable(
  places: readonly Place[],
  names: readonly string[],
  { corners = [], ...room }: Room & { corners?: readonly string[] },
): boolean[] {
  const { width, height } = room
  const taken = cornersTaken(corners, room)
  return places.map((place, i) => {
    const half = ((names[i]?.length ?? 0) * LETTER) / 2
    const box = { left: place.x * width - half, right: place.x * width + half, y: place.y * height }
    const isFree = taken.every(
      ({ left, right, y }) =>
        box.right < left || box.left > right || Math.abs(box.y - y) > LABEL_HEIGHT,
    )
    const isInside = box.left > -half / 2 && box.right < width + half / 2
    if (isFree && isInside) taken.push(box)
    return isFree && isInside
  })
}
