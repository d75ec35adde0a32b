interface CurveProps {
  title: string
  points: readonly { x: number; y: number }[]
  /** On the curve: today. */
  at: number
  /** Beyond it the curve is drawn faint. */
  until: number | undefined
}

const WIDTH = 160
const HEIGHT = 56
const INSET = 4

/** A curve with a dot on it. */
export function Curve({ title, points, at, until }: CurveProps) {
  const last = points.at(-1)
  if (!last || last.x <= 0) return null
  const most = Math.max(...points.map(({ y }) => y)) || 1
  const x = (value: number) => round((value / last.x) * (WIDTH - 2 * INSET) + INSET)
  const y = (value: number) => round(HEIGHT - INSET - (value / most) * (HEIGHT - 2 * INSET))
  const drawn = (some: CurveProps['points']) =>
    some.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('')
  const limit = until ?? last.x
  return (
    <svg class="curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      <path class="curve-beyond" d={drawn(points)} />
      <path d={drawn(points.filter((point) => point.x <= limit))} />
      {until !== undefined && <path class="curve-limit" d={`M${x(until)} 0V${HEIGHT}`} />}
      <circle cx={x(at)} cy={y(heightAt(points, at))} r="4" />
    </svg>
  )
}

/** Between two points in a straight line: at 15 between (10, 2) and (20, 4) it is 3. */
export function heightAt(points: readonly { x: number; y: number }[], at: number): number {
  const next = points.findIndex(({ x }) => x >= at)
  const [one, other] = [points[next - 1], points[next]]
  if (!other) return points.at(-1)?.y ?? 0
  if (!one) return other.y
  return one.y + ((other.y - one.y) * (at - one.x)) / (other.x - one.x)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
