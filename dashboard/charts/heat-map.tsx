import { Fragment } from 'preact'

interface HeatMapProps {
  label: string
  rowNames: readonly string[]
  columnNames: readonly string[]
  /** By row, then column. */
  values: readonly (readonly number[])[]
  title: (row: number, column: number) => string
}

const EVERY = 3

/** A grid of shades; each cell tells its number. */
export function HeatMap({ label, rowNames, columnNames, values, title }: HeatMapProps) {
  const all = values.flat()
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const span = most - least || 1
  return (
    <div class="heat" role="img" aria-label={label}>
      <span />
      {columnNames.map((name, i) => (
        <span key={name} class="heat-head">
          {i % EVERY === 0 ? name : ''}
        </span>
      ))}
      {rowNames.map((name, row) => (
        <Fragment key={name}>
          <span>{name}</span>
          {columnNames.map((column, i) => (
            <span
              key={column}
              class="heat-cell"
              title={title(row, i)}
              style={{ background: cellShade(((values[row]?.[i] ?? 0) - least) / span) }}
            />
          ))}
        </Fragment>
      ))}
    </div>
  )
}

/** Straight from nothing to all: hours of one site differ by little, countries by orders. */
function cellShade(share: number): string {
  return `color-mix(in oklab, var(--accent) ${Math.round(share * 100)}%, var(--sunken))`
}
