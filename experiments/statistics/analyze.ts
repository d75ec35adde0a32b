import { type Comparison, compare, type Group, type Settings } from './compare.ts'
import { benjaminiHochberg, holm } from './corrections.ts'

export const CORRECTIONS = ['holm', 'benjamini_hochberg', 'none'] as const
export type Correction = (typeof CORRECTIONS)[number]

export interface Compared extends Comparison {
  /** The always-valid p among all that were compared. */
  adjusted_p_value: number | null
}

/**
 * Every variant against the first, which is the control, and their always-valid p corrected (`corrections`): 0.01, 0.04
 * and 0.03 by Holm are 0.03, 0.06 and 0.06. The control's place holds nothing.
 */
export function analyze(
  groups: readonly Group[],
  settings: Settings,
  correction: Correction,
): (Compared | undefined)[] {
  const [control] = groups
  if (!control) return []
  const compared = groups.slice(1).map((group) => compare(control, group, settings))
  const adjusted = correctedPs(compared, correction)
  const variants = compared.map((one, i) => ({ ...one, adjusted_p_value: adjusted[i] ?? null }))
  return [undefined, ...variants]
}

/** In the order of the comparisons; those without a p are none of the family. */
function correctedPs(compared: readonly Comparison[], correction: Correction): (number | null)[] {
  const known = compared.flatMap(({ always_valid }, place) =>
    always_valid ? [{ place, p: always_valid.p_value }] : [],
  )
  const ps = known.map(({ p }) => p)
  const corrected = CORRECTED[correction](ps)
  const answer = new Array<number | null>(compared.length).fill(null)
  for (const [i, { place }] of known.entries()) answer[place] = corrected[i] ?? null
  return answer
}

const CORRECTED = {
  holm,
  benjamini_hochberg: benjaminiHochberg,
  none: (ps: readonly number[]) => [...ps],
} satisfies Record<Correction, (ps: readonly number[]) => number[]>
