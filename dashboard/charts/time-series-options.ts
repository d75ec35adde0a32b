import type uPlot from 'uplot'
import { drawForeign } from './foreign-zone.ts'
import type { ChartTheme } from './theme.ts'
import { type Band, drawBand, drawMarks, drawPace, greatestOf } from './usual-band.ts'
import { linesOf, type Ruled, valueRange } from './value-axis.ts'

/** What a time series shows; labels are ready text, so that a chart knows no language. */
export interface Series {
  values: (number | null)[]
  /** The comparison, aligned by position. */
  past: (number | null)[]
  /** The comparison is of the same time and weighs as much. */
  beside?: boolean
  /** Between what the values usually lie. */
  band?: Band | undefined
  /** Positions, the first and the last, of what another tool summed. */
  foreign?: readonly [first: number, last: number] | undefined
  /** Below the plot; empty where none is to stand. */
  labels: string[]
  /** Positions of buckets that are not whole: cut at an end, or not over yet. */
  partial: readonly number[]
  /** Fractions of the values make no sense: an axis has only whole numbers. */
  whole: boolean
  /** The numbers of an axis, all in one style. */
  formatAxis: (values: readonly number[]) => string[]
  /** In full. */
  tellValue: (value: number) => string
}

const LABEL_PX = 76
/** The lane above the plot where notes stand. */
const NOTES_PX = 26
/** The comparison among uPlot's series, after the positions and both parts of the present. */
const PAST = 3
/** Below the plot the labels of its positions stand. */
const LABELS_PX = 28
/** Numbers of an axis stand no nearer. */
const TICK_PX = 40
const STEPS = [1, 2, 3, 4, 6, 7, 12, 14, 24, 28, 48, 60, 90]

/** Columns for uPlot: position, whole buckets, the stretches into those that are not, the past; of the same time that in both parts. */
export function columns({ values, past, partial, beside }: Series): uPlot.AlignedData {
  const isPartial = (i: number) => partial.includes(i)
  const dashed = (i: number) => [i - 1, i, i + 1].some(isPartial)
  return [
    values.map((_, i) => i),
    values.map((value, i) => (isPartial(i) ? null : value)),
    values.map((value, i) => (dashed(i) ? value : null)),
    values.map((_, i) => (beside && isPartial(i) ? null : (past[i] ?? null))),
    ...(beside ? [values.map((_, i) => (dashed(i) ? (past[i] ?? null) : null))] : []),
  ]
}

/** Positions whose label is written: of those that have one evenly many, as many as fit. */
export function labelled(labels: readonly string[], width: number): number[] {
  const named = labels.flatMap((label, i) => (label === '' ? [] : [i]))
  const fit = Math.max(2, Math.floor(width / LABEL_PX))
  const step =
    STEPS.find((candidate) => named.length / candidate <= fit) ?? Math.ceil(named.length / fit)
  return named.filter((_, i) => i % step === 0)
}

/** The whole description of the chart but for what it does. */
export function describe(
  series: Series,
  theme: ChartTheme,
  size: { width: number; height: number },
): uPlot.Options {
  const stroke = { stroke: theme.line, width: 2, points: { show: false } }
  const area = series.beside ? {} : { fill: fade(theme), fillTo: 0 }
  const other = series.beside ? theme.others : theme.past
  return {
    ...size,
    padding: [NOTES_PX, 24, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      // Its own look at what was a drag takes every click off a bucket's middle for one, and swallows it.
      drag: { x: true, y: false, setScale: false, click: () => undefined },
      move: snap,
      points: {
        size: 9,
        fill: theme.surface,
        stroke: (_, i) => (i >= PAST ? other : theme.line),
        width: 2,
      },
    },
    scales: {
      x: { time: false, range: (_, least, most) => (least === most ? [-1, 1] : [least, most]) },
      y: {
        range: (chart, least, most) =>
          valueRange(least, greatestOf(most, series.band), ruled(chart, series)),
      },
    },
    axes: [xAxis(series, theme), yAxis(series, theme)],
    hooks: {
      drawAxes: [
        (chart) => drawForeign(chart, series, theme),
        (chart) => drawBand(chart, series, theme),
        (chart) => drawZero(chart, theme),
      ],
      draw: [(chart) => drawPace(chart, series, theme), (chart) => drawMarks(chart, series, theme)],
    },
    series: [
      {},
      { ...stroke, ...area },
      { ...stroke, ...area, dash: [4, 4] },
      ...(series.beside
        ? [
            { ...stroke, stroke: other },
            { ...stroke, stroke: other, dash: [4, 4] },
          ]
        : [{ stroke: other, width: 1.5, dash: [3, 4], points: { show: false } }]),
    ],
  }
}

/** As many lines as have room for their numbers. */
function ruled({ height }: uPlot, { whole }: Series): Ruled {
  return { steps: Math.max(2, Math.floor((height - NOTES_PX - LABELS_PX) / TICK_PX)), whole }
}

/** The crosshair stands on a bucket, never between two. */
const snap: uPlot.Cursor.MousePosRefiner = (chart, left, top) => {
  if (left < 0) return [left, top]
  return [chart.valToPos(Math.round(chart.posToVal(left, 'x')), 'x'), top]
}

function xAxis({ labels }: Series, theme: ChartTheme): uPlot.Axis {
  return {
    stroke: theme.text,
    font: theme.font,
    size: LABELS_PX,
    gap: 8,
    grid: { show: false },
    ticks: { show: false },
    splits: (chart) => labelled(labels, chart.width),
    values: (_, splits) => splits.map((position) => labels[position] ?? ''),
  }
}

function yAxis(series: Series, theme: ChartTheme): uPlot.Axis {
  return {
    splits: (chart, _, foot, top) => linesOf([foot, top], ruled(chart, series)),
    stroke: theme.text,
    font: theme.font,
    size: (_, values) => 14 + 6.6 * Math.max(3, ...(values ?? []).map((value) => value.length)),
    gap: 6,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
    values: (_, splits) => series.formatAxis(splits),
  }
}

/** Where nothing lies between the top of the plot (0) and its foot (1): of 1,000 above and 250 below 1000 / 1250 = 0.8. */
export function zeroAt([foot, top]: readonly [number, number]): number {
  return top === foot ? 1 : Math.min(1, Math.max(0, top / (top - foot)))
}

/** Where values lie on both sides of nothing, its line stands out. */
function drawZero(chart: uPlot, theme: ChartTheme): void {
  const { min = 0 } = chart.scales.y ?? {}
  if (min >= 0) return
  const { left, width } = chart.bbox
  const y = Math.round(chart.valToPos(0, 'y', true))
  const { ctx } = chart
  ctx.save()
  ctx.strokeStyle = theme.zero
  ctx.lineWidth = Math.max(1, Math.round(devicePixelRatio * 1.5))
  ctx.beginPath()
  ctx.moveTo(left, y)
  ctx.lineTo(left + width, y)
  ctx.stroke()
  ctx.restore()
}

/** The area between the line and nothing, gone where they meet. */
function fade(theme: ChartTheme): uPlot.Series.Fill {
  return (chart) => {
    const { top, height } = chart.bbox
    if (!Number.isFinite(top + height)) return theme.fill
    const { min = 0, max = 0 } = chart.scales.y ?? {}
    const gradient = chart.ctx.createLinearGradient(0, top, 0, top + height)
    const zero = zeroAt([min, max])
    if (zero > 0) gradient.addColorStop(0, theme.fill)
    gradient.addColorStop(zero, theme.clear)
    if (zero < 1) gradient.addColorStop(1, theme.fill)
    return gradient
  }
}
