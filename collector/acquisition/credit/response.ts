/** A day's spend and the conversions that its visits are credited with. */
export interface SpendDay {
  spend: number
  conversions: number
}

/** How conversions grow with a day's spend. `base` is what comes without any. */
export interface Response {
  form: Form
  base: number
  /** Of the line conversions a unit; else what the curve is stretched by. */
  height: number
  /** Of `log` the spend from which on it bends, of `hill` that of half its height. */
  scale: number
  /** Of `hill`: above 1 it is shaped like an S. */
  power: number
  /** Sum of squared residuals. */
  rss: number
  /** Akaike's criterion with its correction for few days (Hurvich and Tsai 1989). */
  aicc: number
}

export type Form = 'flat' | 'line' | 'log' | 'hill'

interface Shape {
  form: Form
  scale: number
  power: number
}

/** Parameters that are fitted, the spread of the days among them. */
const PARAMETERS = { flat: 2, line: 3, log: 4, hill: 5 } satisfies Record<Form, number>

/** The curve without base and height: x, ln(1 + x / scale), xʰ / (scaleʰ + xʰ). */
function curveAt({ form, scale, power }: Shape, spend: number): number {
  if (form === 'flat') return 0
  if (form === 'line') return spend
  if (form === 'log') return Math.log1p(spend / scale)
  return spend <= 0 ? 0 : 1 / (1 + (scale / spend) ** power)
}

/** Its slope: 1, 1 / (scale + x), h·s·(1 − s) / x with s the curve itself. */
function slopeAt(shape: Shape, spend: number): number {
  const { form, scale, power } = shape
  if (form === 'flat') return 0
  if (form === 'line') return 1
  if (form === 'log') return 1 / (scale + spend)
  const share = curveAt(shape, spend)
  return spend <= 0 ? 0 : (power * share * (1 - share)) / spend
}

/** Conversions of a day of that spend. */
export function expected(response: Response, spend: number): number {
  return response.base + response.height * curveAt(response, spend)
}

/** Conversions that one unit more would bring. */
export function marginal(response: Response, spend: number): number {
  return response.height * slopeAt(response, spend)
}

/** Each form at its least squares; bases and heights are not negative. */
export function responses(days: readonly SpendDay[]): Response[] {
  const most = Math.max(...days.map(({ spend }) => spend))
  const shaped = (shape: Shape) => fitted(days, shape)
  const bent = (form: Form, logs: readonly number[]) =>
    shaped({ form, scale: most * Math.exp(logs[0] ?? 0), power: Math.exp(logs[1] ?? 0) })
  const rssOf = (form: Form) => (logs: readonly number[]) => bent(form, logs).rss
  return [
    shaped({ form: 'flat', scale: 1, power: 1 }),
    shaped({ form: 'line', scale: 1, power: 1 }),
    bent('log', least(rssOf('log'), [[-7, 3]])),
    bent(
      'hill',
      least(rssOf('hill'), [
        [-4, 2],
        [-1, 1.8],
      ]),
    ),
  ]
}

/** The one that the criterion prefers; of equals the plainer. */
export function preferred(found: readonly Response[]): Response | undefined {
  return found.reduce<Response | undefined>(
    (best, one) => (best === undefined || one.aicc < best.aicc - 1e-9 ? one : best),
    undefined,
  )
}

/** Base and height by least squares for a shape: a regression on the curve, without what would be negative. */
function fitted(days: readonly SpendDay[], shape: Shape): Response {
  const n = days.length
  const curve = Float64Array.from(days, ({ spend }) => curveAt(shape, spend))
  const [x, y, xx, xy] = momentsOf(days, curve)
  const spread = xx - x * x
  let height = spread > 1e-12 * xx ? Math.max(0, (xy - x * y) / spread) : 0
  let base = y - height * x
  if (base < 0) {
    base = 0
    height = xy / xx
  }
  let rss = 0
  for (let day = 0; day < n; day++) {
    rss += ((days[day]?.conversions ?? 0) - base - height * (curve[day] ?? 0)) ** 2
  }
  return { ...shape, base, height, rss, aicc: aiccOf(rss, n, PARAMETERS[shape.form]) }
}

/** Means of x, y, x² and xy, with x on the curve: one pass, for a shape is tried many hundred times. */
function momentsOf(
  days: readonly SpendDay[],
  curve: Float64Array,
): [number, number, number, number] {
  let [sx, sy, sxx, sxy] = [0, 0, 0, 0]
  for (let day = 0; day < curve.length; day++) {
    const x = curve[day] ?? 0
    const y = days[day]?.conversions ?? 0
    sx += x
    sy += y
    sxx += x * x
    sxy += x * y
  }
  const n = days.length
  return [sx / n, sy / n, sxx / n, sxy / n]
}

/** n·ln(RSS / n) + 2k + 2k(k + 1) / (n − k − 1): of 30 days, RSS 60 and 4 parameters 20.79 + 8 + 1.6 = 30.39. */
function aiccOf(rss: number, n: number, k: number): number {
  const spread = n * Math.log(Math.max(rss, Number.MIN_VALUE) / n)
  return spread + 2 * k + (2 * k * (k + 1)) / (n - k - 1)
}

const GRID = 24

type Range = readonly [low: number, high: number]

interface Tried {
  at: readonly number[]
  value: number
}

/**
 * Where a function is least within ranges, of one or two numbers: the best point of a grid, then steps to either side
 * that are halved when none helps.
 */
function least(of: (at: readonly number[]) => number, ranges: readonly Range[]): readonly number[] {
  const tried = (at: readonly number[]) => ({ at, value: of(at) })
  let best = bestOf(gridOf(ranges).map(tried))
  let steps = ranges.map(([low, high]) => (high - low) / GRID)
  for (let round = 0; round < 200 && Math.max(...steps) > 1e-9; round++) {
    const near = bestOf(neighbours(best.at, steps, ranges).map(tried))
    if (near.value < best.value) best = near
    else steps = steps.map((step) => step / 2)
  }
  return best.at
}

function bestOf(tried: readonly Tried[]): Tried {
  const nothing = { at: [], value: Number.POSITIVE_INFINITY }
  return tried.reduce((best, one) => (one.value < best.value ? one : best), nothing)
}

function gridOf(ranges: readonly Range[]): number[][] {
  return ranges.reduce<number[][]>(
    (points, [low, high]) =>
      points.flatMap((point) =>
        Array.from({ length: GRID + 1 }, (_, i) => [...point, low + ((high - low) * i) / GRID]),
      ),
    [[]],
  )
}

/** The eight around a point, or the two, that lie within the ranges. */
function neighbours(
  at: readonly number[],
  steps: readonly number[],
  ranges: readonly Range[],
): number[][] {
  const moves = at.reduce<number[][]>(
    (all) => all.flatMap((move) => [-1, 0, 1].map((side) => [...move, side])),
    [[]],
  )
  return moves
    .filter((move) => move.some((side) => side !== 0))
    .map((move) => at.map((value, i) => value + (move[i] ?? 0) * (steps[i] ?? 0)))
    .filter((point) =>
      point.every((value, i) => {
        const [low = 0, high = 0] = ranges[i] ?? []
        return value >= low && value <= high
      }),
    )
}
