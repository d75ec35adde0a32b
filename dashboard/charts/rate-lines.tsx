import { apart } from './apart.ts'

export interface RateLine {
  key: string
  name: string
  /** By place, from the left; null where there is none. Below 0 where what is told can be owed. */
  rates: readonly (number | null)[]
  /** What each point says. */
  titles: readonly string[]
  /** Of all together: drawn behind the others. */
  whole?: boolean
}

interface RateLinesProps {
  label: string
  lines: readonly RateLine[]
  /** The greatest rate, and the least below 0, as they are written. */
  scale: (rate: number) => string
  /** Beneath the first and the last place. */
  ends: readonly [string, string]
}

const WIDTH = 1_000
const HEIGHT = 100
/** More points than that stand too close to be dots of their own. */
const MANY = 24
/** A name's height as a share of the room. */
const NAME = 0.11

/** Rates of several over the same places, each with its name where its line ends. */
export function RateLines({ label, lines, scale, ends }: RateLinesProps) {
  const all = lines.flatMap(({ rates }) => rates.map((rate) => rate ?? 0))
  const [least, most] = [Math.min(0, ...all), Math.max(0.01, ...all)]
  const height = (rate: number) => (rate - least) / (most - least)
  const places = Math.max(0, ...lines.map(({ rates }) => rates.length))
  const at = (place: number) => (places < 2 ? 0 : place / (places - 1))
  const heights = lines.map(({ rates }) => height(rates.findLast((rate) => rate !== null) ?? 0))
  const names = apart(heights, NAME)
  return (
    <div class="rates rates-several">
      <span class="rates-most">{scale(most)}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: a figure holds no interactive points. */}
      <div
        class="rates-room"
        role="group"
        aria-label={label}
        data-many={places > MANY || undefined}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {lines.map(({ key, rates }, i) => (
            <path
              key={key}
              class="rates-line"
              data-series={seriesOf(lines, i)}
              d={drawn(rates, (rate, place) => [at(place) * WIDTH, (1 - height(rate)) * HEIGHT])}
              vector-effect="non-scaling-stroke"
            />
          ))}
        </svg>
        {least < 0 && <ZeroLine height={height(0)} least={scale(least)} />}
        {lines.map(({ key, rates, titles }, i) =>
          rates.map((rate, place) =>
            rate === null ? null : (
              <i
                key={`${key} ${place}`}
                role="img"
                class="rates-point"
                data-series={seriesOf(lines, i)}
                title={titles[place]}
                aria-label={titles[place]}
                style={{ left: `${at(place) * 100}%`, bottom: `${height(rate) * 100}%` }}
              />
            ),
          ),
        )}
      </div>
      <ul class="rates-names" aria-hidden="true">
        {lines.map(({ key, name }, i) => (
          <li
            key={key}
            data-series={seriesOf(lines, i)}
            style={{ bottom: `${(names[i] ?? 0) * 100}%` }}
          >
            <bdi dir="auto" title={name}>
              {name}
            </bdi>
          </li>
        ))}
      </ul>
      <p class="rates-ends">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </div>
  )
}

/** Between what is owed and what is had. */
function ZeroLine({ height, least }: { height: number; least: string }) {
  return (
    <>
      <i class="rates-zero" aria-hidden="true" style={{ bottom: `${height * 100}%` }} />
      <span class="rates-least" aria-hidden="true">
        {least}
      </span>
    </>
  )
}

/** The number of a line's colour; the line of all together has none. */
function seriesOf(lines: readonly RateLine[], place: number): number | 'whole' {
  if (lines[place]?.whole) return 'whole'
  return lines.slice(0, place).filter(({ whole }) => !whole).length
}

type Spot = (rate: number, place: number) => readonly [x: number, y: number]

/** The path of a line, broken where there is no rate. */
function drawn(rates: readonly (number | null)[], spot: Spot): string {
  let pen = 'M'
  return rates
    .map((rate, place) => {
      if (rate === null) {
        pen = 'M'
        return ''
      }
      const [x, y] = spot(rate, place)
      const step = `${pen}${round(x)} ${round(y)}`
      pen = 'L'
      return step
    })
    .join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
