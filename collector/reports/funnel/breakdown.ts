import { z } from 'zod'
import type { MarkedMoment } from '../../store/port.ts'
import type { Dimension } from '../../vocabulary.ts'
import type { Namer } from '../facts/namer.ts'
import type { Question } from '../question/question.ts'
import type { AskedFunnel } from './asked.ts'
import type { Beside, Reading } from './beside.ts'
import { readingsOfFirst } from './first-values.ts'

type Value = MarkedMoment['beside'][number]

export const BreakdownRow = z.object({
  value: z.union([z.string(), z.number(), z.null()]),
  /** By step. */
  counts: z.array(z.int()),
  /** What is beyond the limit, together: no value of the dimension. */
  other: z.literal(true).optional(),
})
export type BreakdownRow = z.infer<typeof BreakdownRow>

/** Units by what a dimension says of their chain's first event, or of its visit. */
export class Breakdown {
  readonly #readings: readonly Reading[]
  readonly #groups = new Map<Value, number[]>()
  readonly #steps: number
  readonly #nameOf: Namer

  constructor(
    asked: AskedFunnel,
    dimension: Dimension,
    { beside, nameOf }: { beside: Beside; nameOf: Namer },
  ) {
    const question: Question = { ...asked.question, dimensions: [dimension] }
    this.#readings = readingsOfFirst({ ...asked, question }, beside)
    this.#steps = asked.definition.steps.length
    this.#nameOf = nameOf
  }

  add(first: MarkedMoment, level: number): void {
    const value = this.#readings[0]?.(first) ?? null
    const counts = this.#groups.get(value) ?? new Array<number>(this.#steps).fill(0)
    for (let step = 0; step < level; step++) counts[step] = (counts[step] ?? 0) + 1
    this.#groups.set(value, counts)
  }

  /** The greatest first, `limit` of them and the rest as one: the rows sum to the whole. */
  rows(limit: number): BreakdownRow[] {
    const rows = [...this.#groups]
      .map(([value, counts]) => ({ value: this.#nameOf(value), counts }))
      .sort((a, b) => compareCounts(b.counts, a.counts) || compareValues(a.value, b.value))
    const rest = rows.slice(limit)
    if (rest.length === 0) return rows
    const counts = new Array<number>(this.#steps)
      .fill(0)
      .map((_, step) => rest.reduce((sum, row) => sum + (row.counts[step] ?? 0), 0))
    return [...rows.slice(0, limit), { value: 'other', counts, other: true }]
  }
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((count, i) => count !== b[i])
  return differing < 0 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0)
}

/** Numbers and texts ascending, null last. */
function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : 1
}
