import type uPlot from 'uplot'
import type { ChartTheme } from './theme.ts'

/** Between what values usually lie, position by position, and which lie beyond it on what side. */
export interface Band {
  low: readonly (number | null)[]
  high: readonly (number | null)[]
  sides: readonly ('low' | 'high' | null)[]
  /** What the running one comes to at this pace. */
  pace?: { position: number; value: number } | undefined
}

interface Shown {
  values: readonly (number | null)[]
  band?: Band | undefined
}

/** The greatest of the values, of the band's edge and of the pace. */
export function greatestOf(most: number | null, band: Band | undefined): number | null {
  const edges = [...(band?.high ?? []), band?.pace?.value].filter(
    (edge) => typeof edge === 'number',
  )
  return edges.length === 0 ? most : Math.max(most ?? 0, ...edges)
}

/** Stretches of positions that follow one another and have both edges: [first, last]. */
export function stretchesOf({ low, high }: Band): [number, number][] {
  const stretches: [number, number][] = []
  low.forEach((edge, i) => {
    if (edge === null || (high[i] ?? null) === null) return
    const last = stretches.at(-1)
    if (last && last[1] === i - 1) last[1] = i
    else stretches.push([i, i])
  })
  return stretches
}

/** A single day is as broad as a mark. */
const HALF = 3

/** The outline of a stretch: along its upper edge, and back along the lower. */
function outlineOf(band: Band, [first, last]: [number, number]): [x: number, value: number][] {
  const places = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const upper = places.map((i): [number, number] => [i, band.high[i] ?? 0])
  const lower = places.map((i): [number, number] => [i, band.low[i] ?? 0])
  return [...upper, ...lower.toReversed()]
}

/** A soft band behind the lines. */
export function drawBand(chart: uPlot, { band }: Shown, theme: ChartTheme): void {
  if (!band) return
  const { ctx } = chart
  ctx.save()
  ctx.fillStyle = theme.band
  ctx.strokeStyle = theme.band
  for (const stretch of stretchesOf(band)) {
    ctx.beginPath()
    for (const [x, value] of outlineOf(band, stretch)) {
      ctx.lineTo(chart.valToPos(x, 'x', true), chart.valToPos(value, 'y', true))
    }
    ctx.closePath()
    if (stretch[0] < stretch[1]) ctx.fill()
    else {
      ctx.lineWidth = 2 * HALF * devicePixelRatio
      ctx.stroke()
    }
  }
  ctx.restore()
}

const RADIUS = 4

/** From what a running day has to what it comes to at this pace, dotted, with hollow ends: no fall. */
export function drawPace(chart: uPlot, { values, band }: Shown, theme: ChartTheme): void {
  const { pace } = band ?? {}
  const value = pace && values[pace.position]
  if (!pace || value === null || value === undefined) return
  const { ctx } = chart
  const x = chart.valToPos(pace.position, 'x', true)
  const ends = [value, pace.value].map((end) => chart.valToPos(end, 'y', true))
  ctx.save()
  ctx.strokeStyle = theme.line
  ctx.fillStyle = theme.surface
  ctx.lineWidth = 1.5 * devicePixelRatio
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio])
  ctx.beginPath()
  for (const y of ends) ctx.lineTo(x, y)
  ctx.stroke()
  ctx.setLineDash([])
  for (const y of ends) {
    ctx.beginPath()
    ctx.arc(x, y, (RADIUS - 1) * devicePixelRatio, 0, 2 * Math.PI)
    ctx.fill()
    ctx.stroke()
  }
  ctx.restore()
}

/** A dot on what lies beyond the band. */
export function drawMarks(chart: uPlot, { values, band }: Shown, theme: ChartTheme): void {
  const { ctx } = chart
  ctx.save()
  ctx.fillStyle = theme.mark
  ctx.strokeStyle = theme.surface
  ctx.lineWidth = 1.5 * devicePixelRatio
  values.forEach((value, i) => {
    if (value === null || !band?.sides[i]) return
    ctx.beginPath()
    ctx.arc(
      chart.valToPos(i, 'x', true),
      chart.valToPos(value, 'y', true),
      RADIUS * devicePixelRatio,
      0,
      2 * Math.PI,
    )
    ctx.fill()
    ctx.stroke()
  })
  ctx.restore()
}
