import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { gather, type KeyValue } from './facts/gather.ts'
import { namerFor } from './facts/namer.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
import { common, Meta, nameOf } from './question/request.ts'

/** Dimensions that are asked together: of a visit's one row of a small table, whose combinations stay few. */
const TOGETHER = [
  ['channel', 'source', 'medium', 'campaign'],
  ['content'],
  ['term'],
  ['referrer'],
  ['link'],
  ['landing_page'],
  ['exit_page'],
  ['page'],
  ['hostname'],
  ['country', 'region', 'city'],
  ['device', 'browser', 'os'],
  ['language'],
  ['screen'],
  ['event'],
] as const
type Sought = (typeof TOGETHER)[number][number]
const SOUGHT: readonly Sought[] = TOGETHER.flat()

function isSought(name: string): name is Sought {
  return SOUGHT.some((one) => one === name)
}

export const ValuesRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  /** What the values have in them, in any case. */
  q: z.string().max(200).nullish(),
  dimensions: z
    .array(nameOf<Sought>('dimension with values to find', SOUGHT, isSought))
    .min(1)
    .max(SOUGHT.length)
    .nullish(),
  /** Of each dimension. */
  limit: z.int().min(1).max(200).default(50),
})
export type ValuesRequest = z.infer<typeof ValuesRequest>

const Found = z.object({
  dimension: z.string(),
  value: z.string().nullable(),
  /** Visits that have it; of events, how many there were. */
  count: z.int(),
})
type Found = z.infer<typeof Found>

export const ValuesAnswer = z.object({
  meta: Meta,
  /** The commonest of each dimension first. */
  rows: z.array(Found),
  /** Dimensions of which more is there than was told. */
  cut: z.array(z.string()),
})
export type ValuesAnswer = z.infer<typeof ValuesAnswer>

/** Which values the dimensions had in a period: what a filter may be about. */
export async function values(context: ReportContext, asked: ValuesRequest): Promise<ValuesAnswer> {
  const days = await daysFor(context, asked.period)
  const question = await questionOf(context, days, asked.filters)
  const answer: ValuesAnswer = { meta: metaOf(context, question), rows: [], cut: [] }
  for (const together of TOGETHER) {
    const dimensions = together.filter((one) => asked.dimensions?.includes(one) ?? true)
    const counts = await countsOf(question, dimensions)
    for (const dimension of dimensions) {
      const all = rowsOf(dimension, counts?.get(dimension) ?? new Map(), asked.q ?? '')
      answer.rows.push(...all.slice(0, asked.limit))
      if (counts === undefined || all.length > asked.limit) answer.cut.push(dimension)
    }
  }
  return answer
}

type Counts = Map<KeyValue, number>

/** Undefined where there are too many to count. */
async function countsOf(
  question: Question,
  dimensions: readonly Sought[],
): Promise<Map<Sought, Counts> | undefined> {
  const counts = new Map(dimensions.map((one): [Sought, Counts] => [one, new Map()]))
  if (dimensions.length === 0) return counts
  const counted = dimensions[0] === 'event' ? 'events' : 'visits'
  const gathered = await unlessTooMany(() => gather({ ...question, dimensions }, [counted]))
  if (!gathered) return undefined
  const namers = await Promise.all(dimensions.map((one) => namerFor(question, one)))
  for (const { keys, facts } of gathered.groups) {
    for (const [i, dimension] of dimensions.entries()) {
      const of = counts.get(dimension)
      const value = namers[i]?.(keys[i] ?? null) ?? null
      of?.set(value, (of.get(value) ?? 0) + facts[counted])
    }
  }
  return counts
}

async function unlessTooMany<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask()
  } catch (error) {
    // The other dimensions have an answer all the same, and `cut` says which have none.
    if (error instanceof Refusal && error.status === 422) return undefined
    throw error
  }
}

function rowsOf(dimension: Sought, counts: Counts, q: string): Found[] {
  const part = q.trim().toLowerCase()
  return [...counts]
    .map(([value, count]) => ({ dimension, value: value === null ? null : String(value), count }))
    .filter(({ value, count }) => count > 0 && (value ?? '').toLowerCase().includes(part))
    .sort((a, b) => b.count - a.count || ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
}
