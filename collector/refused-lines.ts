import { Refusal } from './refusal.ts'

/** A line of a file that is not taken, and why. */
export interface RefusedLine {
  /** In the file, from 1. */
  line: number
  reason: string
}

/** More lines are refused for one reason. */
const MOST_LISTED = 1_000
const MOST_ERRORS = 100

/** Those that are told of. */
export function listedLines(refused: readonly RefusedLine[]): RefusedLine[] {
  return refused.slice(0, MOST_LISTED)
}

/** How many are not. */
export function unlistedLines({ length }: readonly RefusedLine[]): string[] {
  return length > MOST_LISTED ? [`${length - MOST_LISTED} more lines are refused`] : []
}

/** A 422 of a file of which nothing is stored, because of some lines; `taken`: how many would be. */
export function refusalOfLines(refused: readonly RefusedLine[], taken: number): Refusal {
  const [first] = refused
  const all = `${refused.length} of ${refused.length + taken} lines`
  const hint = taken > 0 ? '; mend them, or leave them out with skip_bad=true' : ''
  const errors = refused
    .slice(0, MOST_ERRORS)
    .map(({ line, reason }) => ({ path: `line ${line}`, message: reason }))
  const detail = `line ${first?.line}: ${first?.reason} (${all} are refused, and nothing is stored${hint})`
  return new Refusal(422, detail, errors)
}
