import { useState } from 'preact/hooks'
import { isPlain } from '../parts/plain-key.ts'

interface StackedColumn {
  key: string
  /** What stands beneath it, and above its numbers. */
  name: string
  title: string
  /** By series, as the names are; together they make 1. */
  shares: readonly number[]
  /** The same as they are written. */
  told: readonly string[]
}

interface StackedSharesProps {
  label: string
  /** Of the series, from the top. */
  names: readonly string[]
  /** Whether the last series is of all that have none of their own. */
  rest: boolean
  columns: readonly StackedColumn[]
}

/** What a whole is made of, column by column. The pointer, a tap or arrow keys tell a column's numbers. */
export function StackedShares({ label, names, rest, columns }: StackedSharesProps) {
  const [at, setAt] = useState<number>()
  const current = at === undefined ? undefined : columns[at]
  const seriesOf = (i: number) => (rest && i === names.length - 1 ? 'rest' : i)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setAt(undefined)
    const next = isPlain(event) ? nextOf(event.key, at, columns.length) : undefined
    if (next === undefined) return
    event.preventDefault()
    setAt(next)
  }
  return (
    <div class="stacked">
      <ul class="stacked-keys">
        {names.map((name, i) => (
          <li key={i} class="series-key" data-series={seriesOf(i)}>
            <bdi dir="auto">{name}</bdi>
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/useSemanticElements: it is one thing that arrows read, not a fieldset. */}
      <div
        class="stacked-room"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows read the chart column by column.
        tabIndex={0}
        aria-label={label}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(undefined)}
        // A finger that is lifted leaves, too, and its column is to stay told.
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && setAt(undefined)}
      >
        {columns.map(({ key, name, shares }, place) => (
          <div
            key={key}
            class="stacked-column"
            data-current={place === at || undefined}
            onPointerEnter={() => setAt(place)}
            onPointerDown={() => setAt(place)}
          >
            <div class="stacked-bar">
              {shares.map((share, i) => (
                <i key={i} data-series={seriesOf(i)} style={{ flexGrow: share }} />
              ))}
            </div>
            <span aria-hidden="true">{name}</span>
          </div>
        ))}
      </div>
      {current && (
        <Tip column={current} names={names} seriesOf={seriesOf} at={middleOf(at, columns.length)} />
      )}
    </div>
  )
}

/** From no column arrows lead to the first or the last. */
function nextOf(key: string, at: number | undefined, count: number): number | undefined {
  const last = count - 1
  const next = {
    ArrowLeft: at === undefined ? last : at - 1,
    ArrowRight: at === undefined ? 0 : at + 1,
    Home: 0,
    End: last,
  }[key]
  return next === undefined ? undefined : Math.max(0, Math.min(last, next))
}

/** Where the middle of a column lies. */
function middleOf(place = 0, count: number): number {
  return (place + 0.5) / count
}

interface TipProps {
  column: StackedColumn
  names: readonly string[]
  seriesOf: (place: number) => number | 'rest'
  at: number
}

function Tip({ column: { title, told }, names, seriesOf, at }: TipProps) {
  // Beside the column, on whichever side has more room.
  const side = at > 0.5 ? { right: `${(1 - at) * 100}%` } : { left: `${at * 100}%` }
  return (
    <div class="chart-tip stacked-tip" style={side}>
      <b>{title}</b>
      {names.map((name, i) => (
        <span key={i} class="series-key" data-series={seriesOf(i)}>
          <bdi dir="auto">{name}</bdi>
          <i>{told[i]}</i>
        </span>
      ))}
      <div class="unseen" aria-live="polite">
        {title}: {names.map((name, i) => `${name} ${told[i]}`).join(', ')}
      </div>
    </div>
  )
}
