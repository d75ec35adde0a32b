import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import { readTheme } from './theme.ts'
import { columns, describe, type Series } from './time-series-options.ts'

export interface Note {
  position: number
  text: string
  /** Somebody wrote it; an experiment tells of itself otherwise. */
  own: boolean
  /** The name of one of the notes' colours. */
  color: string | null
}

interface TimeSeriesProps {
  label: string
  /** What a pointer can do here. */
  hint: string
  series: Series
  /** Titles of the buckets for the tip, and of those compared with. */
  titles: readonly string[]
  pastTitles: readonly string[]
  notes: readonly Note[]
  /** Whether it is drawn for the dark. */
  dark: boolean
  onZoom: (from: number, to: number) => void
  onPick: (position: number) => void
}

interface Spot {
  position: number
  left: number
}

/** Values over time against the past. Drag to zoom, arrows to read, Enter or a click to pick a bucket. */
export function TimeSeries(props: TimeSeriesProps) {
  const { label, series, dark, onPick } = props
  const frame = useRef<HTMLDivElement>(null)
  const { chart, spot, lefts } = useChart(frame, props)
  const onKeyDown = (event: KeyboardEvent) => {
    const last = series.values.length - 1
    const at = spot?.position ?? last + 1
    if (event.key === 'Enter' && spot) onPick(spot.position)
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key]
    const plot = chart.current
    if (!plot || next === undefined) return
    event.preventDefault()
    const position = Math.max(0, Math.min(last, next))
    pointAt(plot, position)
  }
  return (
    <div class="chart">
      {/* biome-ignore lint/a11y/useSemanticElements: it is one thing that arrows read, not a fieldset. */}
      <div
        class="chart-canvas"
        data-dark={dark || undefined}
        ref={frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows read the chart bucket by bucket.
        tabIndex={0}
        role="group"
        aria-label={label}
        onKeyDown={onKeyDown}
      />
      {lefts.map(({ note, left, room }) => (
        <NoteMark
          key={`${note.position} ${note.text}`}
          note={note}
          left={left}
          room={room}
          onPick={onPick}
        />
      ))}
      {spot && <Tip {...props} spot={spot} width={frame.current?.clientWidth ?? 0} />}
    </div>
  )
}

interface NoteMarkProps {
  note: Note
  left: number
  /** Pixels to the next note, or to the edge. */
  room: number
  onPick: (position: number) => void
}

const LEAST_WORDS = 72

/** A dot on the note's day, with its words where there is room for them. */
function NoteMark({ note, left, room, onPick }: NoteMarkProps) {
  return (
    <button
      type="button"
      class="chart-note"
      data-own={note.own}
      data-color={note.color}
      aria-label={note.text}
      title={note.text}
      style={{ transform: `translateX(${left}px)`, maxWidth: `${room}px` }}
      onClick={() => onPick(note.position)}
    >
      {room >= LEAST_WORDS && <span aria-hidden="true">{note.text}</span>}
    </button>
  )
}

/** Draws anew whenever what is shown or its colours change, and follows the frame's width. */
function useChart(frame: RefObject<HTMLDivElement>, props: TimeSeriesProps) {
  const { series, dark, notes } = props
  const chart = useRef<uPlot | null>(null)
  const latest = useRef(props)
  latest.current = props
  const [spot, setSpot] = useState<Spot>()
  const read = useRef<Spot>()
  read.current = spot
  const [lefts, setLefts] = useState<PlacedNote[]>([])
  useEffect(() => {
    const element = frame.current
    if (!element) return
    // Whoever reads the chart keeps their place when a note or an answer draws it anew.
    let place = read.current?.position
    const made = draw(element, series, {
      onSpot: setSpot,
      onLayout: (plot) => {
        setLefts(placed(notes, plot))
        if (place !== undefined && place < series.values.length) pointAt(plot, place)
        place = undefined
      },
      onZoom: (from, to) => latest.current.onZoom(from, to),
      onPick: (position) => latest.current.onPick(position),
    })
    chart.current = made
    const resized = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    resized.observe(element)
    return () => {
      resized.disconnect()
      made.destroy()
    }
  }, [series, dark, notes])
  return { chart, spot, lefts }
}

interface Hooks {
  onSpot: (spot: Spot | undefined) => void
  onLayout: (plot: uPlot) => void
  onZoom: (from: number, to: number) => void
  onPick: (position: number) => void
}

interface PlacedNote {
  note: Note
  left: number
  room: number
}

/** Notes from left to right, those of one bucket together. */
function placed(notes: readonly Note[], plot: uPlot): PlacedNote[] {
  const together = new Map<number, Note[]>()
  for (const note of notes.toSorted((a, b) => a.position - b.position)) {
    together.set(note.position, [...(together.get(note.position) ?? []), note])
  }
  const marks = [...together].map(([position, some]) => ({
    note: {
      position,
      text: some.map(({ text }) => text).join(' · '),
      own: some.some(({ own }) => own),
      color: commonColor(some),
    },
    left: offset(plot, position),
  }))
  return marks.map((mark, i) => ({
    ...mark,
    room: (marks[i + 1]?.left ?? plot.width) - mark.left - NOTE_GAP,
  }))
}

/** Of all of them; those of several colours have none. */
function commonColor([first, ...rest]: readonly Note[]): string | null {
  return first && rest.every(({ color }) => color === first.color) ? first.color : null
}

const NOTE_GAP = 8

function pointAt(plot: uPlot, position: number): void {
  plot.setCursor({ left: plot.valToPos(position, 'x'), top: plot.over.clientHeight / 2 })
}

function offset(plot: uPlot, position: number): number {
  return plot.over.offsetLeft + plot.valToPos(position, 'x')
}

function draw(element: HTMLElement, series: Series, hooks: Hooks): uPlot {
  const size = { width: element.clientWidth, height: element.clientHeight }
  const described = describe(series, readTheme(element), size)
  const plot = new uPlot(
    {
      ...described,
      hooks: {
        ...described.hooks,
        draw: [hooks.onLayout],
        setCursor: [
          (chart) => {
            const position = chart.cursor.idx
            const shown = typeof position === 'number' && (chart.cursor.left ?? -1) >= 0
            hooks.onSpot(shown ? { position, left: offset(chart, position) } : undefined)
          },
        ],
        setSelect: [
          (chart) => {
            const { left, width } = chart.select
            const [from, to] = [chart.posToIdx(left), chart.posToIdx(left + width)]
            if (width > 4 && to > from) hooks.onZoom(from, to)
          },
        ],
      },
    },
    columns(series),
    element,
  )
  plot.over.addEventListener('click', () => {
    const position = plot.cursor.idx
    if (typeof position === 'number' && plot.select.width === 0) hooks.onPick(position)
  })
  return plot
}

const TIP_WIDTH = 240
/** Below the lane of the notes. */
const TIP_TOP = 28

function Tip(props: TimeSeriesProps & { spot: Spot; width: number }) {
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
        <span class="key" data-past>
          {pastTitles[position]}
          <i>{series.tellValue(past)}</i>
        </span>
      )}
      {props.notes.map((note) => note.position === position && <p key={note.text}>{note.text}</p>)}
      <small>{props.hint}</small>
      <div class="unseen" aria-live="polite">
        {titles[position]}: {now}
      </div>
    </div>
  )
}
