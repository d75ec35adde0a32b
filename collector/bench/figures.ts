/** One line of the table: what was measured, how much, and what the aim is. */
export interface Figure {
  what: string
  value: number
  unit: 'events/s' | 'ratio' | 'ms' | 'MB' | 'bytes'
  /** The bound that is to be held, and from which side. */
  reach?: { most: number } | { least: number }
  /** How it varied: the least and greatest of the runs. */
  spread?: readonly [number, number]
  note?: string
}

/** How much is measured. */
export interface Extent {
  /** Runs behind each median. */
  runs: number
  /** Requests of one event, and requests of twenty, in a run of the intake. */
  requests: number
  batches: number
  /** Events of the import and of the reports. */
  events: number
  /** Seconds of offered load in a run of the mixed figure. */
  mixedSeconds: number
  /** Cold loads of a page with the script. */
  loads: number
}

export const FULL: Extent = {
  runs: 5,
  requests: 60_000,
  batches: 10_000,
  events: 1_000_000,
  mixedSeconds: 8,
  loads: 20,
}
export const QUICK: Extent = {
  runs: 1,
  requests: 10_000,
  batches: 1_000,
  events: 50_000,
  mixedSeconds: 3,
  loads: 4,
}

/** What a measurement tells while it runs. */
export type Say = (text: string) => void

export interface Setting {
  extent: Extent
  /** A folder of its own, removed afterwards. */
  folder: string
  say: Say
}

/** The middle of the values; the mean of the two middle ones when they are even in number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** A figure out of several runs. */
export function figure(
  what: string,
  values: readonly number[],
  rest: Pick<Figure, 'unit'> & Partial<Figure>,
): Figure {
  const spread = [Math.min(...values), Math.max(...values)] as const
  return { what, value: median(values), ...(values.length > 1 && { spread }), ...rest }
}

/** Whether the bound is held; undefined without one. */
export function held({ value, reach }: Figure): boolean | undefined {
  if (reach === undefined) return undefined
  return 'most' in reach ? value <= reach.most : value >= reach.least
}

/** Runs something several times, one after the other. */
export async function repeated<T>(runs: number, once: (run: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let run = 0; run < runs; run++) results.push(await once(run))
  return results
}
