import { sql } from 'kysely'
import { DAY } from '../../durations.ts'
import { faultDetail } from '../../fault-detail.ts'
import { siteNumber } from '../question/context.ts'
import type { AskedExperiment } from './asked.ts'

/** How often pages said that they could not show a variant, by variant, on the UTC days of the phase. */
export async function faultsOf({
  context,
  experiment,
  variants,
  span,
}: AskedExperiment): Promise<Record<string, number>> {
  const details = variants.map((variant) => faultDetail(experiment.key, variant))
  const rows = await context.reader.rows<{ detail: string; count: number }>(sql`
    select q.detail as detail, q.count as count from quality q
    where q.site = ${siteNumber(context)} and q.kind = 'rejected:experiment_fault'
      and q.day >= ${Math.floor(span.from / DAY)} and q.day <= ${Math.floor(span.to / DAY)}
      and q.detail in (${sql.join(details)})`)
  const counts = variants.map((_, i) =>
    rows.reduce((sum, { detail, count }) => sum + (detail === details[i] ? count : 0), 0),
  )
  return Object.fromEntries(variants.map((variant, i) => [variant, counts[i] ?? 0]))
}
