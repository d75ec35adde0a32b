import type uPlot from 'uplot'
import type { ChartTheme } from './theme.ts'

/** What a time series shows; labels are ready text, so that a chart knows no language. */
export interface Series {
  values: (number | null)[]
  /** The comparison, aligned by position. */
  past: (number | null)[]
  labels: string[]
  /** Position of the bucket that is not over yet; values after it are null. */
  running: number | undefined
  /** Fractions of the values make no sense: an axis has only whole numbers. */
  whole: boolean
  /** As short as an axis needs it. */
  formatValue: (value: number) => string
  /** In full. */
  tellValue: (value: number) => string
}

const LABEL_PX = 76
/** The lane above the plot where notes stand. */
const NOTES_PX = 26
/** The comparison among uPlot's series, after the positions and both parts of the present. */
const PAST = 3
const EMPTY_TOP = 4
/** How far the axis goes beyond the greatest value. */
const HEADROOM = 1.08
const STEPS = [1, 2, 3, 4, 6, 7, 12, 14, 24, 28, 48, 60, 90]

/** Columns for uPlot: position, whole buckets, the stretch into the running one, the past. */
export function columns({ values, past, running }: Series): uPlot.AlignedData {
  const dashed = (i: number) => running !== undefined && (i === running || i === running - 1)
  return [
    values.map((_, i) => i),
    values.map((value, i) => (i === running ? null : value)),
    values.map((value, i) => (dashed(i) ? value : null)),
    values.map((_, i) => past[i] ?? null),
  ]
}

/** Positions that get a label: evenly apart, as many as fit. */
export function labelled(count: number, width: number): number[] {
  const fit = Math.max(2, Math.floor(width / LABEL_PX))
  const step = STEPS.find((candidate) => count / candidate <= fit) ?? Math.ceil(count / fit)
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step)
}

/** The whole description of the chart but for what it does. */
export function describe(
  series: Series,
  theme: ChartTheme,
  size: { width: number; height: number },
): uPlot.Options {
  const stroke = { stroke: theme.line, width: 2, points: { show: false } }
  return {
    ...size,
    padding: [NOTES_PX, 24, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      move: snap,
      points: {
        size: 9,
        fill: theme.surface,
        stroke: (_, i) => (i === PAST ? theme.past : theme.line),
        width: 2,
      },
    },
    scales: {
      x: { time: false, range: (_, least, most) => (least === most ? [-1, 1] : [least, most]) },
      y: { range: (_, least, most) => valueRange(least, most) },
    },
    axes: [xAxis(series, theme), yAxis(series, theme)],
    series: [
      {},
      { ...stroke, fill: fade(theme) },
      { ...stroke, fill: fade(theme), dash: [4, 4] },
      { stroke: theme.past, width: 1.5, dash: [3, 4], points: { show: false } },
    ],
  }
}

/** From nothing to a little over the greatest value; below nothing where refunds outweigh what came in. */
export function valueRange(least: number | null, most: number | null): [number, number] {
  const foot = Math.min(0, least ?? 0) * HEADROOM
  const top = Math.max(0, most ?? 0) * HEADROOM
  return [foot, foot === 0 && top === 0 ? EMPTY_TOP : top]
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
    size: 28,
    gap: 8,
    grid: { show: false },
    ticks: { show: false },
    splits: (chart) => labelled(labels.length, chart.width),
    values: (_, splits) => splits.map((position) => labels[position] ?? ''),
  }
}

const WHOLE_STEPS = [1, 2, 5]
  .flatMap((step) => [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8].map((unit) => step * unit))
  .toSorted((a, b) => a - b)

function yAxis({ formatValue, whole }: Series, theme: ChartTheme): uPlot.Axis {
  return {
    ...(whole ? { incrs: WHOLE_STEPS } : {}),
    stroke: theme.text,
    font: theme.font,
    size: (_, values) => 14 + 6.6 * Math.max(3, ...(values ?? []).map((value) => value.length)),
    gap: 6,
    space: 40,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
    values: (_, splits) => splits.map(formatValue),
  }
}

/** The area under the line, stronger above and gone at the foot. */
function fade(theme: ChartTheme): uPlot.Series.Fill {
  return (chart) => {
    const { top, height } = chart.bbox
    if (!Number.isFinite(top + height)) return theme.fill
    const gradient = chart.ctx.createLinearGradient(0, top, 0, top + height)
    gradient.addColorStop(0, theme.fill)
    gradient.addColorStop(1, theme.clear)
    return gradient
  }
}
