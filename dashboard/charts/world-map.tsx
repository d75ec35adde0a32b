import { useState } from 'preact/hooks'
import { pressByKey } from '../parts/press-by-key.ts'
import { useOneStop } from './one-stop.ts'
import { greatestPart } from './world/greatest-part.ts'
import { WORLD, WORLD_SIZE } from './world/world.ts'

export interface MapValue {
  code: string
  /** 0–1. */
  share: number
  title: string
}

interface WorldMapProps {
  label: string
  /** The first is where the tab key comes to. */
  values: readonly MapValue[]
  onChoose: (code: string) => void
}

const OUTLINES = Object.entries(WORLD)

/** Countries in shades of one colour; of those with numbers the pointer, or the keyboard's arrows, read and choose one. */
export function WorldMap({ label, values, onChoose }: WorldMapProps) {
  const [read, setRead] = useState<string>()
  const known = new Map(values.map((value) => [value.code, value]))
  const places = OUTLINES.filter(([code]) => known.has(code)).map(placeOf)
  const stop = useOneStop(
    places,
    '.map-known > path',
    values.find(({ code }) => code in WORLD)?.code,
  )
  const told = read === undefined ? undefined : known.get(read)
  return (
    <div class="map-world">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldsets. */}
      <svg
        class="map"
        viewBox={`0 0 ${WORLD_SIZE.width} ${WORLD_SIZE.height}`}
        role="group"
        aria-label={label}
        onKeyDown={stop.onKeyDown}
      >
        {OUTLINES.map(
          ([code, path]) => !known.has(code) && <path key={code} d={path} fill="var(--sunken)" />,
        )}
        <g class="map-known">
          {places.map(({ key, outline }) => {
            const { share, title } = known.get(key) ?? { share: 0, title: '' }
            const choose = () => onChoose(key)
            return (
              // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own.
              <path
                key={key}
                d={outline}
                fill={shade(share)}
                role="button"
                tabindex={key === stop.at ? 0 : -1}
                aria-label={title}
                onClick={choose}
                onKeyDown={(event) => pressByKey(event, choose)}
                onFocus={() => {
                  stop.onFocus(key)
                  setRead(key)
                }}
                onBlur={() => setRead(undefined)}
                onPointerEnter={() => setRead(key)}
                onPointerLeave={() => setRead(undefined)}
              />
            )
          })}
        </g>
        {told && <path class="map-read" d={WORLD[told.code]} />}
      </svg>
      {told && <Tip value={told} />}
    </div>
  )
}

function placeOf([key, outline]: [string, string]) {
  const { left, top, width, height } = greatestPart(outline)
  return { key, outline, x: left + width / 2, y: WORLD_SIZE.height - top - height / 2 }
}

/** What has the focus says its name itself. */
function Tip({ value }: { value: MapValue }) {
  const { left, top, width } = greatestPart(WORLD[value.code] ?? '')
  const x = (left + width / 2) / WORLD_SIZE.width
  const at = { '--x': percent(x), top: percent(top / WORLD_SIZE.height) }
  return (
    <span class="map-tip" aria-hidden="true" style={at}>
      {value.title}
    </span>
  )
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`
}

const LEAST = 14

/** Shades of even steps between two shares, and the share in the middle of them. */
export function mapScale(least: number, most: number): { shades: string[]; middle: number } {
  const middle = ((Math.sqrt(least) + Math.sqrt(most)) / 2) ** 2
  return { shades: [least, middle, most].map(shade), middle }
}

/** From a hint of the accent to all of it; the root spreads the many small ones apart. */
function shade(share: number): string {
  const percent = LEAST + Math.round(Math.sqrt(share) * (100 - LEAST))
  return `color-mix(in oklab, var(--accent) ${percent}%, var(--sunken))`
}
