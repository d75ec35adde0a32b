import type { ReportAnswer } from '../../models/report.ts'

export type Feature = ReportAnswer<'retention/features'>['rows'][number]

/** As many as have a colour of their own. */
const MOST_EVENTS = 7

export interface Stacks {
  /** By their part of all use in all periods, the greatest first; if there are more, the others are the last of the shares. */
  events: string[]
  rest: boolean
  columns: { n: number; shares: number[] }[]
}

/** The periods in which any of the events was done. */
export function periodsUsed(rows: readonly Feature[]): number[] {
  const periods = rows[0]?.share ?? []
  return [...periods.keys()].filter((n) => rows.some(({ share }) => share[n] !== null))
}

/** What each event's part of all use is, period by period: each column sums to 1. */
export function stacksOf(rows: readonly Feature[]): Stacks {
  const periods = periodsUsed(rows)
  const usedIn = ({ share }: Feature) => periods.reduce((sum, n) => sum + (share[n] ?? 0), 0)
  const ranked = rows.toSorted((one, other) => usedIn(other) - usedIn(one))
  const [shown, others] = [ranked.slice(0, MOST_EVENTS), ranked.slice(MOST_EVENTS)]
  return {
    events: shown.map(({ event }) => event),
    rest: others.length > 0,
    columns: periods.map((n) => {
      const shares = shown.map(({ share }) => share[n] ?? 0)
      const rest = others.reduce((sum, { share }) => sum + (share[n] ?? 0), 0)
      return { n, shares: others.length > 0 ? [...shares, rest] : shares }
    }),
  }
}
