const WIDTH = 72
const HEIGHT = 24
const INSET = 2

interface SparklineProps {
  values: readonly (number | null)[]
  /** The last value is still growing: its stretch is dashed. */
  partial?: boolean
}

type Point = [number, number]

/** A line without axes: the shape of a series, from its first value on; decoration for the number beside it. */
export function Sparkline({ values, partial = false }: SparklineProps) {
  const points = placed(values)
  if (points.length < 2)
    return <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" />
  const solid = partial ? points.slice(0, -1) : points
  const [first, last] = [points[0] ?? [0, 0], points.at(-1) ?? [0, 0]]
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="spark-area" d={`${path(points)}L${last[0]} ${HEIGHT}L${first[0]} ${HEIGHT}Z`} />
      <path d={path(solid)} vector-effect="non-scaling-stroke" />
      {partial && (
        <path class="spark-partial" d={path(points.slice(-2))} vector-effect="non-scaling-stroke" />
      )}
    </svg>
  )
}

/** Where the values stand, the first that is known and all after it: what is unknown between them counts as none. */
export function placed(values: readonly (number | null)[]): Point[] {
  const first = values.findIndex((value) => value !== null)
  if (first < 0) return []
  const known = values.slice(first).map((value) => value ?? 0)
  const [least, most] = [Math.min(...known, 0), Math.max(...known)]
  const span = most - least || 1
  return known.map((value, i) => [
    round(((first + i) / Math.max(1, values.length - 1)) * WIDTH),
    round(HEIGHT - INSET - ((value - least) / span) * (HEIGHT - 2 * INSET)),
  ])
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function path(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')
}
