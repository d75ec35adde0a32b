import type { TimeSeriesProps } from './time-series.tsx'

/** A bucket that is read, and where it stands. */
export interface Spot {
  position: number
  left: number
}

const TIP_WIDTH = 240
/** Below the lane of the notes. */
const TIP_TOP = 28

/** What is known of the bucket under the crosshair. */
export function Tip(props: TimeSeriesProps & { spot: Spot; width: number }) {
  const { series, titles, pastTitles, spot, width } = props
  const { position, left } = spot
  const past = series.past[position]
  const value = series.values[position]
  const now = value === null || value === undefined ? '–' : series.tellValue(value)
  const x = left + 12 + TIP_WIDTH > width ? left - 12 : left + 12
  const shift = x < left ? 'translateX(-100%)' : 'none'
  return (
    <div
      class="chart-tip"
      style={{ transform: `translate(${x}px, ${TIP_TOP}px) ${shift === 'none' ? '' : shift}` }}
    >
      <span class="key">
        {titles[position]}
        <i>{now}</i>
      </span>
      {past !== null && past !== undefined && (
        <span class="key" {...{ [series.beside ? 'data-others' : 'data-past']: true }}>
          {pastTitles[position]}
          <i>{series.tellValue(past)}</i>
        </span>
      )}
      {props.usually?.[position] !== undefined && (
        <span class="key" data-usual>
          {props.usually[position]}
        </span>
      )}
      {props.notes.map((note) => note.position === position && <p key={note.text}>{note.text}</p>)}
      <small>{props.hint}</small>
      <div class="unseen" aria-live="polite">
        {[`${titles[position]}: ${now}`, ofOthers(props), props.usually?.[position]]
          .filter(Boolean)
          .join(', ')}
      </div>
    </div>
  )
}

/** What stands beside the value at the same time, for those who hear it. */
function ofOthers({ series, pastTitles, spot }: TimeSeriesProps & { spot: Spot }) {
  const value = series.past[spot.position]
  if (!series.beside || value === null || value === undefined) return undefined
  return `${pastTitles[spot.position]}: ${series.tellValue(value)}`
}
