import { NoteMarks } from './note-marks.tsx'
import type { Note } from './notes.ts'

export interface RatePoint {
  key: string
  /** Null where there is none. */
  rate: number | null
  /** Between what it lies, or usually lies. */
  low: number | null
  high: number | null
  /** What it may still come to. */
  range?: readonly [number, number] | null
  /** It may still change. */
  partial?: boolean
  /** Beyond what chance explains. */
  marked?: boolean
  /** It is part of the line alone. */
  bare?: boolean
  title: string
}

interface RateChartProps {
  label: string
  points: readonly RatePoint[]
  /** The greatest rate and the middle one, as they are written. */
  scale: (rate: number) => string
  /** Beneath the first and the last point. */
  ends: readonly [string, string]
  notes?: readonly Note[]
  /** The least that the greatest is taken for: a point of rates, where nothing is said. */
  least?: number
}

const WIDTH = 1_000
const HEIGHT = 100

/** Rates one after another with the band that they lie in; points beyond it are marked. */
export function RateChart({
  label,
  points,
  scale,
  ends,
  notes = [],
  least = 0.01,
}: RateChartProps) {
  const most = Math.max(least, ...points.flatMap(({ rate, high }) => [rate ?? 0, high ?? 0]))
  const at = (place: number) => (points.length < 2 ? 0 : place / (points.length - 1))
  const x = (place: number) => round(at(place) * WIDTH)
  const y = (rate: number) => round(HEIGHT - (rate / most) * HEIGHT)
  return (
    <div class="rates">
      <span class="rates-most">{scale(most)}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: a figure holds no interactive points. */}
      <div class="rates-room" role="group" aria-label={label}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="rates-band" d={band(points, x, y)} />
          <path class="rates-line" d={line(points, x, y)} vector-effect="non-scaling-stroke" />
        </svg>
        {points.map(({ key, range }, place) =>
          // A day of which anything may come would leave no room for the others.
          range ? (
            <i
              key={key}
              class="rates-range"
              aria-hidden="true"
              style={{
                left: `${at(place) * 100}%`,
                bottom: `${(Math.min(range[0], most) / most) * 100}%`,
                top: `${(1 - Math.min(range[1], most) / most) * 100}%`,
              }}
            />
          ) : null,
        )}
        <NoteMarks notes={notes} at={at} />
        {points.map((point, place) =>
          point.rate === null || point.bare ? null : (
            <i
              key={point.key}
              role="img"
              class="rates-point"
              data-marked={point.marked || undefined}
              data-partial={point.partial || undefined}
              title={point.title}
              aria-label={point.title}
              style={{ left: `${at(place) * 100}%`, bottom: `${(point.rate / most) * 100}%` }}
            />
          ),
        )}
      </div>
      <p class="rates-ends">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </div>
  )
}

type Scale = (value: number) => number

function line(points: readonly RatePoint[], x: Scale, y: Scale): string {
  let pen = 'M'
  return points
    .map(({ rate }, place) => {
      if (rate === null) {
        pen = 'M'
        return ''
      }
      const step = `${pen}${x(place)} ${y(rate)}`
      pen = 'L'
      return step
    })
    .join('')
}

function band(points: readonly RatePoint[], x: Scale, y: Scale): string {
  const known = points.flatMap(({ low, high }, place) =>
    low === null || high === null ? [] : [{ place, low, high }],
  )
  if (known.length === 0) return ''
  const there = known.map(({ place, high }) => `${x(place)} ${y(high)}`)
  const back = known.toReversed().map(({ place, low }) => `${x(place)} ${y(low)}`)
  return `M${[...there, ...back].join('L')}Z`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
