import { sql } from 'kysely'
import { z } from 'zod'
import {
  faultCounts,
  type KnownNames,
  standingWarnings,
  type Tagged,
} from '../../acquisition/broken-tags.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import { type RuleSubject, ruledChannel } from '../../acquisition/rules.ts'
import { ALIASED, type Aliased, type SiteRules } from '../../acquisition/site-rules.ts'
import type { Question } from '../question/question.ts'
import type { VisitsByAcquisition } from './visits-by-acquisition.ts'

export const BrokenTags = z.object({
  visits: z.int(),
  kinds: z.array(z.object({ kind: z.string(), visits: z.int() })),
})
export type BrokenTags = z.infer<typeof BrokenTags>

/** How visits came, by the site's rules as they are, and what their landing said. */
interface Row extends RuleSubject {
  facts: string
  visits: number
}

/** All visits of the period, and those of them that the filters choose. */
interface Visits {
  all: VisitsByAcquisition
  asked: VisitsByAcquisition
}

/** Visits that the question chooses, by what is wrong with the tags they came with under the site's rules. */
export async function brokenTags(
  question: Question,
  { channels }: Pick<SiteRules, 'channels'>,
  { all, asked }: Visits,
): Promise<BrokenTags> {
  const known = await namesIn(question, all)
  const tagged = new Map<string, Tagged>()
  for await (const row of arrivals(question, asked)) {
    // Most landings say nothing; there may be hundreds of thousands of them.
    if (row.facts.includes('"tags":{}')) continue
    const one = taggedBy(row, ruledChannel(channels, row) !== undefined)
    const key = JSON.stringify([...ALIASED.map((tag) => one[tag]), ...one.warnings])
    tagged.set(key, { ...one, visits: one.visits + (tagged.get(key)?.visits ?? 0) })
  }
  return faultCounts(tagged.values(), known)
}

/** One after another: a site may have hundreds of thousands of acquisitions. */
async function* arrivals(
  { reader, site }: Question,
  visitsOf: VisitsByAcquisition,
): AsyncIterable<Row> {
  const acquisitions = reader.stream<Omit<Row, 'visits'> & { id: number }>(sql`
    select a.id as id, a.facts as facts, a.source as source, a.medium as medium, a.campaign as campaign,
      a.referrer as referrer, a.click_id as click_id, p.path as landing_page
    from acquisition a left join page p on p.id = a.page
    where a.site = ${site}`)
  for await (const row of acquisitions) {
    const visits = visitsOf.get(row.id)
    if (visits !== undefined) yield { ...row, visits }
  }
}

function taggedBy(row: Row, isRuled: boolean): Tagged {
  const { tags } = JSON.parse(row.facts) as AcquisitionFacts
  const given = (tag: Aliased) => (tags[tag] === undefined ? undefined : (row[tag] ?? undefined))
  const named = { source: given('source'), medium: given('medium'), campaign: given('campaign') }
  const said = Object.entries({ ...tags, ...named }).filter(([, value]) => value !== undefined)
  return {
    ...named,
    warnings: standingWarnings(Object.fromEntries(said), isRuled),
    visits: row.visits,
  }
}

/** The names of each tag with their visits, whatever the filters: a slip stays one where what was meant is out of view. */
async function namesIn(question: Question, all: VisitsByAcquisition): Promise<KnownNames> {
  const names = { source: counter(), medium: counter(), campaign: counter() }
  for await (const row of arrivals(question, all))
    for (const tag of ALIASED) names[tag].add(row[tag], row.visits)
  return {
    source: names.source.counts(),
    medium: names.medium.counts(),
    campaign: names.campaign.counts(),
  }
}

function counter() {
  const known = new Map<string, number>()
  return {
    add(name: string | null, visits: number): void {
      if (name !== null) known.set(name, (known.get(name) ?? 0) + visits)
    },
    counts: () => [...known].map(([name, count]) => ({ name, count })),
  }
}
