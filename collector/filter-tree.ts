/** A filter of any grammar: what it begins with, and the rest. */
type Node = readonly [head: string, ...rest: unknown[]]

type Joined = readonly [head: 'and' | 'or' | 'not', ...rest: unknown[]]

/** What a filter says without others inside of it. */
export type LeafOf<F> = Exclude<F, Joined>

/** What becomes of a leaf, and of a join from what has become of its members. */
export interface Fold<F, T> {
  leaf(leaf: LeafOf<F>): T
  and(members: T[]): T
  or(members: T[]): T
  not(member: T): T
}

/**
 * The one walk through filters that hold filters, from the leaves up:
 * `["or", [A, ["not", B]]]` becomes `or([leaf(A), not(leaf(B))])`.
 */
export function fold<F extends Node, T>(filter: F, into: Fold<F, T>): T {
  const [head, held] = filter
  const folded = (member: F): T => fold(member, into)
  if (head === 'not') return into.not(folded(held as F))
  if (head === 'and' || head === 'or') return into[head]((held as readonly F[]).map(folded))
  return into.leaf(filter as LeafOf<F>)
}

/** The leaves of filters, in the order in which they are written. */
export function leavesOf<F extends Node>(filters: readonly F[]): LeafOf<F>[] {
  const all = (members: LeafOf<F>[][]) => members.flat()
  return filters.flatMap((filter) =>
    fold<F, LeafOf<F>[]>(filter, { leaf: (leaf) => [leaf], and: all, or: all, not: (own) => own }),
  )
}

/** The same filter with other leaves, each of which may be a filter of its own. */
export function withLeaves<F extends Node>(filter: F, leafFor: (leaf: LeafOf<F>) => F): F {
  // A join of filters of a grammar is a filter of it.
  const joined = (...node: [...Joined]) => node as unknown as F
  return fold<F, F>(filter, {
    leaf: leafFor,
    and: (members) => joined('and', members),
    or: (members) => joined('or', members),
    not: (member) => joined('not', member),
  })
}
