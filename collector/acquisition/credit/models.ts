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

/** A touch's share of one conversion; a row may come more than once. */
export interface Credit {
  /** When the visit started that the credit is for; of Shapley the row's first. */
  at: number
  row: number
  share: number
}

export interface Conversion {
  /** Epoch ms. */
  at: number
  /** In which the credit of a touch falls by half, ms. */
  halfLife: number
}

/**
 * Credits of a path in the order of its touches; they sum to 1, and an empty path has none. Of four touches, position
 * gives 0.4, 0.1, 0.1, 0.4; time decay of touches 14, 7 and 0 days old with a half-life of 7 days 1/4 : 1/2 : 1 =
 * 1/7, 2/7, 4/7; Shapley of a, b, a 1/2 each to a and b.
 */
export function creditsOf(
  model: RuleModel,
  path: readonly Touch[],
  conversion: Conversion,
): Credit[] {
  if (path.length === 0) return []
  return MODELS[model](path, conversion)
}

const MODELS = {
  first: (path) => allTo(path[0]),
  last: (path) => allTo(path.at(-1)),
  last_non_direct: (path) => allTo(path.findLast(({ direct }) => !direct) ?? path.at(-1)),
  linear: (path) => path.map(({ at, row }) => ({ at, row, share: 1 / path.length })),
  position: (path) =>
    path.map(({ at, row }, i) => ({ at, row, share: positionShare(i, path.length) })),
  time_decay: decayed,
  shapley: (path) => {
    const firsts = new Map(path.toReversed().map(({ at, row }) => [row, at]))
    const rows = [...new Set(path.map(({ row }) => row))]
    return rows.map((row) => ({ at: firsts.get(row) ?? 0, row, share: 1 / rows.length }))
  },
} satisfies Record<RuleModel, (path: readonly Touch[], conversion: Conversion) => Credit[]>

function allTo(touch: Touch | undefined): Credit[] {
  return touch ? [{ at: touch.at, row: touch.row, share: 1 }] : []
}

function positionShare(i: number, n: number): number {
  if (n <= 2) return 1 / n
  return i === 0 || i === n - 1 ? 0.4 : 0.2 / (n - 2)
}

function decayed(path: readonly Touch[], { halfLife }: Conversion): Credit[] {
  // From the youngest touch on: of a long path no weight is lost to rounding before the shares are taken.
  const youngest = path.at(-1)?.at ?? 0
  const weights = path.map(({ at }) => 2 ** ((at - youngest) / halfLife))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return path.map(({ at, row }, i) => ({ at, row, share: (weights[i] ?? 0) / all }))
}
