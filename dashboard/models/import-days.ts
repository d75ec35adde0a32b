import { addDays, daysOf, type Range } from './period.ts'

/** Days of an import one after another that are alike. */
export interface Stretch extends Range {
  /** `missing`: no row, though there are some before and after; `outside`: before its first or after its last. */
  kind: 'filled' | 'missing' | 'outside'
  days: number
}

/** How the days of a range lie to an import of which the first day, the last, and those with rows are known. */
export function stretchesOf(
  { from, to }: Range,
  known: Range,
  filled: ReadonlySet<string>,
): Stretch[] {
  const stretches: Stretch[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const isOutside = day < known.from || day > known.to
    const kind = filled.has(day) ? 'filled' : isOutside ? 'outside' : 'missing'
    const last = stretches.at(-1)
    if (last?.kind === kind) stretches[stretches.length - 1] = upTo(last, day)
    else stretches.push({ kind, from: day, to: day, days: 1 })
  }
  return stretches
}

function upTo(stretch: Stretch, to: string): Stretch {
  return { ...stretch, to, days: daysOf({ from: stretch.from, to }) }
}
