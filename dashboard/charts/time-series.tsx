import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import { isPlain } from '../parts/plain-key.ts'
import { merged, type Note } from './notes.ts'
import { readTheme } from './theme.ts'
import { columns, describe, type Series } from './time-series-options.ts'
import { type Spot, Tip } from './time-tip.tsx'

export interface TimeSeriesProps {
  label: string
  /** What a pointer can do here. */
  hint: string
  series: Series
  /** Titles of the buckets for the tip, and of those compared with. */
  titles: readonly string[]
  pastTitles: readonly string[]
  /** What there is to say of a bucket beside its value: between what it usually lies. */
  usually?: readonly (string | undefined)[] | undefined
  notes: readonly Note[]
  /** Whether it is drawn for the dark. */
  dark: boolean
  onZoom: (from: number, to: number) => void
  /** Opens what was noted there; where that can be read; else a note shows its day. */
  onNote?: (position: number) => void
}

function nextOf(event: KeyboardEvent, at: number, last: number): number | undefined {
  if (!isPlain(event)) return undefined
  return { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key]
}

/** Values over time against the past. Arrows read; Enter, a click or a drag zooms, N notes. */
export function TimeSeries(props: TimeSeriesProps) {
  const { label, series, dark, onZoom, onNote } = props
  const frame = useRef<HTMLDivElement>(null)
  const { chart, spot, lefts } = useChart(frame, props)
  const onKeyDown = (event: KeyboardEvent) => {
    const last = series.values.length - 1
    const at = spot?.position ?? last + 1
    if (event.key === 'Enter' && spot) onZoom(spot.position, spot.position)
    if (event.key === 'n' && spot && onNote) {
      // Whoever notes from anywhere on the page would do so a second time.
      event.stopPropagation()
      onNote(spot.position)
    }
    const next = nextOf(event, at, last)
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
          onPick={onNote ?? ((position) => onZoom(position, position))}
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
  // No later than its frame, which takes keys as soon as it is there.
  useLayoutEffect(() => {
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
}

interface PlacedNote {
  note: Note
  left: number
  room: number
}

/** Notes from left to right, each with its room. */
function placed(notes: readonly Note[], plot: uPlot): PlacedNote[] {
  const marks = merged(notes).map((note) => ({ note, left: offset(plot, note.position) }))
  return marks.map((mark, i) => ({
    ...mark,
    room: (marks[i + 1]?.left ?? plot.width) - mark.left - NOTE_GAP,
  }))
}

const NOTE_GAP = 8
/** Pixels that a hand moves while it clicks. */
const LEAST_DRAG = 4

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
        draw: [...(described.hooks?.draw ?? []), hooks.onLayout],
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
            if (width > LEAST_DRAG && to > from) hooks.onZoom(from, to)
          },
        ],
      },
    },
    columns(series),
    element,
  )
  let read: number | undefined
  let down = 0
  plot.over.addEventListener('mousedown', ({ clientX }) => {
    down = clientX
  })
  plot.over.addEventListener('click', (event) => {
    const position = plot.cursor.idx
    if (typeof position !== 'number' || Math.abs(event.clientX - down) > LEAST_DRAG) return
    // A finger does not hover: its first tap reads a bucket, the second zooms to it.
    if (isTouch(event) && read !== position) read = position
    else hooks.onZoom(position, position)
  })
  return plot
}

function isTouch(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === 'touch'
}
