import { NoteMarks } from './note-marks.tsx'
import type { Note } from './notes.ts'

export interface DifferencePoint {
  key: string
  estimate: number
  low: number
  high: number
  title: string
}

interface DifferenceChartProps {
  label: string
  points: readonly DifferencePoint[]
  /** As far as it reaches to either side; what lies beyond is cut off. */
  most: number
  /** What does not matter, to both sides of zero. */
  negligible: number | null
  scale: (value: number) => string
  /** Beneath the first and the last point. */
  ends: readonly [string, string]
  notes: readonly Note[]
}

const WIDTH = 1_000
const HEIGHT = 100

/** A difference day by day with the interval that narrows around it, above and below zero. */
export function DifferenceChart(props: DifferenceChartProps) {
  const { label, points, most, negligible, scale, ends, notes } = props
  const x = (place: number) => round((place / Math.max(1, points.length - 1)) * WIDTH)
  const y = (value: number) => round(HEIGHT / 2 - (value / most) * (HEIGHT / 2))
  const there = points.map(({ high }, place) => `${x(place)} ${y(high)}`)
  const back = points.map(({ low }, place) => `${x(place)} ${y(low)}`).toReversed()
  const way = points.map(({ estimate }, place) => `${x(place)} ${y(estimate)}`)
  return (
    <div class="differences">
      <p class="differences-scale" aria-hidden="true">
        <span>{scale(most)}</span>
        <span>0</span>
        <span>{scale(-most)}</span>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a figure holds no interactive points. */}
      <div class="differences-room" role="group" aria-label={label}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="differences-band" d={`M${[...there, ...back].join('L')}Z`} />
          {negligible !== null && (
            <rect
              class="differences-small"
              x="0"
              y={y(negligible)}
              width={WIDTH}
              height={y(-negligible) - y(negligible)}
            />
          )}
          <path class="differences-zero" d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
          <path class="differences-line" d={`M${way.join('L')}`} />
        </svg>
        <NoteMarks notes={notes} at={(place) => x(place) / WIDTH} />
        {points.map(({ key, title, estimate }, place) => (
          <i
            key={key}
            role="img"
            class="differences-point"
            title={title}
            aria-label={title}
            style={{
              left: `${(x(place) / WIDTH) * 100}%`,
              bottom: `${50 + (estimate / most) * 50}%`,
            }}
          />
        ))}
      </div>
      <p class="differences-ends">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </div>
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
