import { sql } from 'kysely'
import { z } from 'zod'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import { type Warning, warningsOfTags } from '../../acquisition/warnings.ts'
import type { Question } from '../question/question.ts'
import { visitsAsked } from '../question/visits-asked.ts'

export const BrokenTags = z.object({
  visits: z.int(),
  kinds: z.array(z.object({ kind: z.string(), visits: z.int() })),
})
export type BrokenTags = z.infer<typeof BrokenTags>

/** Visits that the question chooses, by what is wrong with the tags they came with; most frequent first. */
export async function brokenTags(question: Question): Promise<BrokenTags> {
  // One after another: a site may have hundreds of thousands of tags.
  const rows = question.reader.stream<{ facts: string; visits: number }>(sql`
    select a.facts as facts, c.visits as visits
    from (
      select v.acquisition as id, count(*) as visits ${visitsAsked(question)} group by v.acquisition
    ) c join acquisition a on a.id = c.id
    where a.site = ${question.site} and a.facts not like '%"tags":{}%'`)
  const counts = new Map<Warning, number>()
  let all = 0
  for await (const { facts, visits } of rows) {
    const faults = warningsOfTags((JSON.parse(facts) as AcquisitionFacts).tags)
    if (faults.length > 0) all += visits
    for (const kind of faults) counts.set(kind, (counts.get(kind) ?? 0) + visits)
  }
  const kinds = [...counts].map(([kind, visits]) => ({ kind, visits }))
  return {
    visits: all,
    kinds: kinds.sort((a, b) => b.visits - a.visits || (a.kind < b.kind ? -1 : 1)),
  }
}
