import { fewAtOnce } from '../few-at-once.ts'
import { Refusal } from '../refusal.ts'
import type { Metric } from '../vocabulary.ts'

/** A report that has to be asked. */
export interface Ask {
  name: string
  request: Record<string, unknown>
  /** Of those that tell several: asked together with all others of the same request. */
  metric?: Metric
}

/** Runs a report of the site. */
export type Run = (name: string, request: unknown) => Promise<unknown>

type Outcome = { answer: unknown } | { error: unknown }

/** What was asked, once each. */
export interface Answers {
  /** Throws what the report threw. */
  of(ask: Ask): unknown
  /** How many reports ran. */
  asked: number
}

/** Reports at a time: threads wait for none, and those of people come in between. */
const MOST_AT_ONCE = 4

/** The answers to all of them. What is the same is asked once; metrics of the same question are asked together. */
export async function answersTo(asks: readonly Ask[], run: Run): Promise<Answers> {
  const together = new Map<string, { ask: Ask; metrics: Set<Metric> }>()
  for (const ask of asks) {
    const key = keyOf(ask)
    const known = together.get(key) ?? { ask, metrics: new Set() }
    if (ask.metric) known.metrics.add(ask.metric)
    together.set(key, known)
  }
  const outcomes = new Map<string, Outcome>()
  const atOnce = fewAtOnce(MOST_AT_ONCE, together.size, 'too many reports')
  const all = [...together].map(async ([key, { ask, metrics }]) => {
    const { name, request } = ask
    const whole = metrics.size > 0 ? { ...request, metrics: [...metrics].sort() } : request
    outcomes.set(key, await outcomeOf(() => atOnce(() => run(name, whole))))
  })
  await Promise.all(all)
  return {
    asked: together.size,
    of(ask) {
      const outcome = outcomes.get(keyOf(ask))
      if (!outcome) throw new Error(`"${ask.name}" was not asked`)
      if ('error' in outcome) throw outcome.error
      return outcome.answer
    },
  }
}

function keyOf({ name, request }: Ask): string {
  return JSON.stringify([name, request])
}

async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { answer: await work() }
  } catch (error) {
    return { error }
  }
}

/** Whether asking again gives the same: what it asks for is refused, and not only now. */
export function isForGood(error: unknown): error is Refusal {
  return error instanceof Refusal && error.status !== 503 && error.status !== 429
}
