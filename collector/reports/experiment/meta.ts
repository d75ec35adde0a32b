import { unconvertedOf } from '../facts/money-meta.ts'
import { metaOf } from '../question/ask.ts'
import type { Meta } from '../question/request.ts'
import { localPeriod } from '../time/period.ts'
import { dayOf } from '../time/zone.ts'
import type { AskedExperiment } from './asked.ts'

/** About the days of the phase; money without a rate is that of its goals, the two weeks before included. */
export async function metaOfPhase({
  context,
  span,
  question,
  phase,
}: AskedExperiment): Promise<Meta> {
  const { timezone } = context.site
  const days = { from: dayOf(timezone, span.from), to: dayOf(timezone, span.to) + 1 }
  const unconverted = phase === undefined ? [] : await unconvertedOf(question)
  return { ...metaOf(context, { period: localPeriod(days, context.site) }), unconverted }
}
