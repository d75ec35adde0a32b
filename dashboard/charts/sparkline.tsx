const WIDTH = 72
const HEIGHT = 24
const INSET = 2

interface SparklineProps {
  values: readonly (number | null)[]
  /** So many of the last values may still change: their stretch is dashed. */
  open?: number
}

type Point = [number, number]

/** A line without axes: the shape of a series, from its first value on; decoration for the number beside it. */
export function Sparkline({ values, open = 0 }: SparklineProps) {
  const points = placed(values)
  if (points.length < 2)
    return <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" />
  const firm = points.slice(0, Math.max(0, points.length - open))
  const rest = points.slice(Math.max(0, firm.length - 1))
  const [left, right] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0]
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="spark-area" d={`${path(points)}L${right} ${HEIGHT}L${left} ${HEIGHT}Z`} />
      <path d={path(firm)} vector-effect="non-scaling-stroke" />
      {open > 0 && <path class="spark-partial" d={path(rest)} vector-effect="non-scaling-stroke" />}
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
