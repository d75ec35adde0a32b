import { arrowedGrid } from '../parts/roving.ts'

interface HeatMapProps {
  label: string
  rowNames: readonly string[]
  columnNames: readonly string[]
  /** By row, then column. */
  values: readonly (readonly number[])[]
  title: (row: number, column: number) => string
  onChoose: (row: number, column: number) => void
}

const EVERY = 3

/** A grid of shades; each cell tells its number and can be chosen. Arrow keys move between cells. */
export function HeatMap(props: HeatMapProps) {
  const { label, rowNames, columnNames, values } = props
  const all = values.flat()
  const least = Math.min(...all)
  const span = Math.max(...all) - least || 1
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere.
    <div
      class="heat"
      role="group"
      aria-label={label}
      onKeyDown={(event) => arrowedGrid(event, columnNames.length)}
    >
      <span />
      {columnNames.map((name, i) => (
        <span key={name} class="heat-head" aria-hidden="true">
          {i % EVERY === 0 ? name : ''}
        </span>
      ))}
      {rowNames.map((_, row) => (
        <HeatRow key={row} {...props} row={row} least={least} span={span} />
      ))}
    </div>
  )
}

interface HeatRowProps extends HeatMapProps {
  row: number
  least: number
  span: number
}

function HeatRow({ row, least, span, ...map }: HeatRowProps) {
  const { rowNames, columnNames, values, title, onChoose } = map
  return (
    <>
      <span aria-hidden="true">{rowNames[row]}</span>
      {columnNames.map((column, i) => (
        <button
          key={column}
          type="button"
          class="heat-cell"
          title={title(row, i)}
          aria-label={title(row, i)}
          // One stop for the tab key; arrows lead on from there.
          tabIndex={row === 0 && i === 0 ? 0 : -1}
          style={{ background: cellShade(((values[row]?.[i] ?? 0) - least) / span) }}
          onClick={() => onChoose(row, i)}
        />
      ))}
    </>
  )
}

/** Shades from the least cell to the fullest. */
export const HEAT_SHADES = [cellShade(0), cellShade(0.5), cellShade(1)]

/** Straight from nothing to all: hours of one site differ by little, countries by orders. */
function cellShade(share: number): string {
  return `color-mix(in oklab, var(--accent) ${Math.round(share * 100)}%, var(--sunken))`
}
