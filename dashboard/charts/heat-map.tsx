import { Fragment } from 'preact'
import { shade } from './world-map.tsx'

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
  const most = Math.max(1, ...values.flat())
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
              style={{ background: cellShade((values[row]?.[i] ?? 0) / most) }}
            />
          ))}
        </Fragment>
      ))}
    </div>
  )
}

function cellShade(share: number): string {
  return share === 0 ? 'var(--sunken)' : shade(share)
}
