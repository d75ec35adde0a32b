import { WORLD, WORLD_SIZE } from './world/world.ts'

export interface MapValue {
  code: string
  /** 0–1. */
  share: number
  title: string
}

interface WorldMapProps {
  label: string
  values: readonly MapValue[]
  onChoose: (code: string) => void
}

/** Countries in shades of one colour. The list beside it says the same to whoever does not see it. */
export function WorldMap({ label, values, onChoose }: WorldMapProps) {
  const known = new Map(values.map((value) => [value.code, value]))
  return (
    <svg
      class="map"
      viewBox={`0 0 ${WORLD_SIZE.width} ${WORLD_SIZE.height}`}
      role="img"
      aria-label={label}
    >
      {Object.entries(WORLD).map(([code, path]) => {
        const value = known.get(code)
        return value ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the list has the buttons.
          <path
            key={code}
            d={path}
            data-known
            fill={shade(value.share)}
            onClick={() => onChoose(code)}
          >
            <title>{value.title}</title>
          </path>
        ) : (
          <path key={code} d={path} fill="var(--sunken)" />
        )
      })}
    </svg>
  )
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
