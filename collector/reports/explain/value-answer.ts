import { z } from 'zod'
import type { Value } from './act.ts'
import { REST } from './dimension-fold.ts'
import type { Both } from './effects.ts'
import type { Explained } from './metrics.ts'
import { totalOf, type ValueRow } from './rows.ts'

const Side = z.object({
  /** Who have the value. */
  people: z.int(),
  /** What they did each; of a value that was not there, what it has in the other period. */
  rate: z.number(),
})

export const ValueAnswer = z.object({
  value: z.union([z.string(), z.number(), z.null()]),
  /** All values with few people together, under the value *other*. */
  other: z.literal(true).optional(),
  before: Side,
  after: Side,
  /** Of a count: what more or fewer people did. */
  volume: z.number().optional(),
  /** Of a rate: what a larger or smaller share of people did. */
  mix: z.number().optional(),
  rate_effect: z.number(),
  total: z.number(),
  /** The smaller one of the two below; 1 where there are too few people to tell. */
  q: z.number(),
  q_volume: z.number().optional(),
  q_mix: z.number().optional(),
  q_rate: z.number(),
})
export type ValueAnswer = z.infer<typeof ValueAnswer>

/** A row as it is answered: values as they are shown, money in units of the currency. */
export function valueAnswer(
  row: ValueRow,
  { isRate }: Explained,
  { nameOf, unit }: { nameOf: (value: Value) => Value; unit: number },
): ValueAnswer {
  const { people_effect, rate_effect, q_people, q_rate } = row
  const people = people_effect / unit
  const { before, after } = sides(row, unit)
  return {
    ...(row.number === REST
      ? { value: 'other', other: true as const }
      : { value: nameOf(row.value) }),
    before,
    after,
    ...(isRate ? { mix: people } : { volume: people }),
    rate_effect: rate_effect / unit,
    total: totalOf(row) / unit,
    q: Math.min(q_people, q_rate),
    ...(isRate ? { q_mix: q_people } : { q_volume: q_people }),
    q_rate,
  }
}

function sides({ before, after }: ValueRow, unit: number): Both<{ people: number; rate: number }> {
  return {
    before: { people: before.people, rate: before.rate / unit },
    after: { people: after.people, rate: after.rate / unit },
  }
}
