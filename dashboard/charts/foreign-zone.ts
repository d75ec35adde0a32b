import type uPlot from 'uplot'
import type { ChartTheme } from './theme.ts'

/** Pixels between two strokes. */
const GAP = 9

interface Shown {
  values: readonly unknown[]
  foreign?: readonly [first: number, last: number] | undefined
}

/** From where to where on the x scale: half a bucket beyond the positions, but for the plot's own edges. */
export function zoneOf({ values, foreign }: Shown): [from: number, to: number] | undefined {
  if (!foreign) return undefined
  const [first, last] = foreign
  const end = Math.max(values.length - 1, 0)
  // Of a single bucket the plot reaches a whole one to both sides.
  if (end === 0) return [-1, 1]
  return [Math.max(first - 0.5, 0), Math.min(last + 0.5, end)]
}

/** Strokes behind the lines, where the values are another tool's. */
export function drawForeign(chart: uPlot, series: Shown, theme: ChartTheme): void {
  const zone = zoneOf(series)
  if (!zone) return
  const { ctx } = chart
  const { top, height } = chart.bbox
  const [left, right] = zone.map((at) => chart.valToPos(at, 'x', true)) as [number, number]
  const gap = GAP * devicePixelRatio
  ctx.save()
  ctx.beginPath()
  ctx.rect(left, top, right - left, height)
  ctx.clip()
  ctx.strokeStyle = theme.foreign
  ctx.lineWidth = devicePixelRatio
  ctx.beginPath()
  for (let x = left - height; x < right; x += gap) {
    ctx.moveTo(x, top + height)
    ctx.lineTo(x + height, top)
  }
  ctx.stroke()
  ctx.restore()
}
