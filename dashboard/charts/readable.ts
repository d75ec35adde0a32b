const LETTER = 7
const LABEL_HEIGHT = 18

/** Shares of the room's width from the left and of its height from the foot. */
interface Spot {
  x: number
  y: number
}

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
  places: readonly Spot[],
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
