import type { ComponentChildren } from 'preact'

export interface TriangleCell {
  /** Of the first one, 0–1; above 1 there is more than at first. */
  share: number
  /** How dark it is, 0–1, where that is not its share. */
  shade?: number
  /** What stands in it. */
  text: string
  /** All that it says. */
  title: string
  /** It is not over yet. */
  partial: boolean
}

export interface TriangleRow {
  key: string
  head: string
  size: ComponentChildren
  /** Null where none has begun. */
  cells: readonly (TriangleCell | null)[]
}

interface TriangleProps {
  caption: string
  /** Over the rows' heads and sizes. */
  heads: readonly [string, string]
  rows: readonly TriangleRow[]
}

/** From here on letters are light. Between the most of the accent that dark letters bear and the least of light ones lies no ground. */
const DARK = 0.55
const DARKEST = 0.48
const LIGHTEST = 0.88

/** How much of the accent is in a ground: 0.24 of 0.275, 0.94 of 0.775. */
function groundOf(shade: number): number {
  if (shade <= DARK) return (shade / DARK) * DARKEST
  return LIGHTEST + ((shade - DARK) / (1 - DARK)) * (1 - LIGHTEST)
}

/** Cohorts from the top down, a shaded cell for each period after it; what is not over is hatched. */
export function Triangle({ caption, heads, rows }: TriangleProps) {
  const periods = Math.max(0, ...rows.map(({ cells }) => cells.length))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too.
    <div class="triangle" tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {Array.from({ length: periods }, (_, n) => (
              <th key={n} scope="col">
                {n}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, size, cells }) => (
            <tr key={key}>
              <th scope="row">{head}</th>
              <th>{size}</th>
              {cells.map((cell, n) => (
                <Cell key={n} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell }: { cell: TriangleCell | null }) {
  if (cell === null) return <td data-none />
  const { share, text, title, partial, shade = share } = cell
  return (
    <td
      title={title}
      data-partial={partial || undefined}
      data-strong={shade > DARK || undefined}
      data-more={share > 1 || undefined}
      style={{ '--share': `${Math.round(groundOf(shade) * 100)}%` }}
    >
      {text}
    </td>
  )
}
