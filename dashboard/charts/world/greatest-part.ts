/** Where something lies on the map. */
interface Part {
  left: number
  top: number
  width: number
  height: number
}

const NOWHERE: Part = { left: 0, top: 0, width: 0, height: 0 }

/** A country without what lies far from it; of an outline as `world.ts` has them. */
export function greatestPart(outline: string): Part {
  const parts = outline.split('z').filter((ring) => ring !== '')
  return parts.map(boundsOf).toSorted((a, b) => areaOf(b) - areaOf(a))[0] ?? NOWHERE
}

function areaOf({ width, height }: Part): number {
  return width * height
}

/** Of `M` and where it begins, then `l` and steps. */
function boundsOf(ring: string): Part {
  const numbers = (ring.match(/-?\d*\.?\d+/g) ?? []).map(Number)
  const xs: number[] = []
  const ys: number[] = []
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    xs.push((xs.at(-1) ?? 0) + (numbers[i] ?? 0))
    ys.push((ys.at(-1) ?? 0) + (numbers[i + 1] ?? 0))
  }
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}
