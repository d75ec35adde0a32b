/** Ways to share a conversion among the visits before it (spec: semantics.md, "Attribution"). */
export const RULE_MODELS = [
  'first',
  'last',
  'last_non_direct',
  'linear',
  'position',
  'time_decay',
  'shapley',
] as const
export type RuleModel = (typeof RULE_MODELS)[number]

/** A visit on the way to a conversion, the earliest first. */
export interface Touch {
  /** Epoch ms of the visit's start. */
  at: number
  /** Number of the row that its value has. */
  row: number
  /** Nobody brought it. */
  direct: boolean
  /** The filters choose its visit: its credit is shown. */
  chosen: boolean
}

export interface PathOptions {
  exclude_direct: boolean
  collapse_repeats: boolean
}

/** The path that a model sees: without Direct touches unless all are, and equal neighbours as the last of them. */
export function seenPath(path: readonly Touch[], options: PathOptions): readonly Touch[] {
  const brought = options.exclude_direct ? path.filter(({ direct }) => !direct) : path
  const seen = brought.length > 0 ? brought : path
  if (!options.collapse_repeats) return seen
  return seen.filter(({ row }, i) => row !== seen[i + 1]?.row)
}

export interface Conversion {
  /** Epoch ms. */
  at: number
  /** In which the credit of a touch falls by half, ms. */
  halfLife: number
}

/** The place of the touch that has all credit of a path, under models that give it to one; else undefined. */
export function soleTouch(model: RuleModel, path: readonly Touch[]): number | undefined {
  if (model === 'first' || path.length === 1) return 0
  if (model === 'last') return path.length - 1
  if (model !== 'last_non_direct') return undefined
  const brought = path.findLastIndex(({ direct }) => !direct)
  return brought < 0 ? path.length - 1 : brought
}

/**
 * Shares of a path's touches, in their order; they sum to 1. Of four touches, position gives 0.4, 0.1, 0.1, 0.4; time
 * decay of touches 14, 7 and 0 days old with a half-life of 7 days 1/4 : 1/2 : 1 = 1/7, 2/7, 4/7; Shapley of a, b, a
 * 1/2 each to a and b, which stands at the first touch of each: 1/2, 1/2, 0.
 */
export function sharesOf(
  model: RuleModel,
  path: readonly Touch[],
  conversion: Conversion,
): number[] {
  const sole = soleTouch(model, path)
  if (sole !== undefined) return path.map((_, i) => (i === sole ? 1 : 0))
  if (model === 'position') return path.map((_, i) => positionShare(i, path.length))
  if (model === 'time_decay') return decayed(path, conversion)
  return model === 'shapley' ? evenly(path) : path.map(() => 1 / path.length)
}

function positionShare(i: number, n: number): number {
  if (n <= 2) return 1 / n
  return i === 0 || i === n - 1 ? 0.4 : 0.2 / (n - 2)
}

function decayed(path: readonly Touch[], { halfLife }: Conversion): number[] {
  // From the youngest touch on: of a long path no weight is lost to rounding before the shares are taken.
  const youngest = path.at(-1)?.at ?? 0
  const weights = path.map(({ at }) => 2 ** ((at - youngest) / halfLife))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / all)
}

function evenly(path: readonly Touch[]): number[] {
  const rows = new Set<number>()
  const isFirst = path.map(({ row }) => rows.size < rows.add(row).size)
  return isFirst.map((first) => (first ? 1 / rows.size : 0))
}
