import { sql } from 'kysely'
import { z } from 'zod'
import { derive } from '../acquisition/derive.ts'
import type { AcquisitionFacts } from '../acquisition/facts.ts'
import type { SiteRules } from '../acquisition/site-rules.ts'
import { ChannelRule } from '../settings/channels.ts'
import { daysFor, metaOf } from './question/ask.ts'
import { type ReportContext, siteNumber } from './question/context.ts'
import { Meta } from './question/request.ts'
import { localPeriod, Period } from './time/period.ts'

export const ChannelsPreviewRequest = z.strictObject({
  period: Period.default('all'),
  rules: z.array(ChannelRule),
})
export type ChannelsPreviewRequest = z.infer<typeof ChannelsPreviewRequest>

export const ChannelsPreviewAnswer = z.object({
  meta: Meta,
  /** One for each rule, in order: the visits it decides, and those of them it moves. */
  rules: z.array(z.object({ channel: z.string(), matches: z.int(), moves: z.int() })),
  /** Visits whose channel would change. */
  moved: z.int(),
  moves: z.array(z.object({ from: z.string(), to: z.string(), visits: z.int() })),
})
export type ChannelsPreviewAnswer = z.infer<typeof ChannelsPreviewAnswer>

interface Arrival {
  facts: AcquisitionFacts
  landing_page: string | null
  channel: string
  visits: number
}

/** How many visits of the period a list of channel rules would move, and which rule moves them. */
export async function channelsPreview(
  context: ReportContext,
  { period: asked, rules }: ChannelsPreviewRequest,
): Promise<ChannelsPreviewAnswer> {
  const period = localPeriod(await daysFor(context, asked), context.site)
  const arrivals = await arrivalsIn(context, period.span)
  const ruled = ruledArrivals(arrivals, rules, await context.settings.rules())
  const counts = rules.map(({ channel }, i) => {
    const decided = ruled.filter(({ rule }) => rule === i)
    return { channel, matches: visitsOf(decided), moves: visitsOf(decided.filter(isMoved)) }
  })
  const moves = movesOf(ruled.filter(isMoved))
  return { meta: metaOf(context, { period }), rules: counts, moved: visitsOf(moves), moves }
}

interface Ruled {
  from: string
  to: string
  /** Index of the rule that decides; undefined when a default rule does. */
  rule: number | undefined
  visits: number
}

function ruledArrivals(
  arrivals: readonly Arrival[],
  rules: SiteRules['channels'],
  site: SiteRules,
): Ruled[] {
  // A rule is told from the others by a name that no channel has.
  const numbered = { ...site, channels: rules.map((rule, i) => ({ ...rule, channel: `\n${i}` })) }
  return arrivals.map(({ facts, landing_page, channel, visits }) => {
    const named = derive(facts, landing_page, numbered).channel
    const rule = named.startsWith('\n') ? Number(named.slice(1)) : undefined
    const to = rule === undefined ? named : (rules[rule]?.channel ?? named)
    return { from: channel, to, rule, visits }
  })
}

function isMoved({ from, to }: Ruled): boolean {
  return from !== to
}

function visitsOf(counted: readonly { visits: number }[]): number {
  return counted.reduce((sum, { visits }) => sum + visits, 0)
}

function movesOf(moved: readonly Ruled[]): ChannelsPreviewAnswer['moves'] {
  const moves = new Map<string, { from: string; to: string; visits: number }>()
  for (const { from, to, visits } of moved) {
    const known = moves.get(`${from}\n${to}`)
    if (known) known.visits += visits
    else moves.set(`${from}\n${to}`, { from, to, visits })
  }
  return [...moves.values()].sort((a, b) => b.visits - a.visits || (a.to < b.to ? -1 : 1))
}

async function arrivalsIn(
  context: ReportContext,
  span: { from: number; to: number },
): Promise<Arrival[]> {
  const site = siteNumber(context)
  const rows = await context.reader.rows<Omit<Arrival, 'facts'> & { facts: string }>(sql`
    select a.facts as facts, p.path as landing_page, a.channel as channel, c.visits as visits
    from (
      select v.acquisition as id, count(*) as visits
      ${context.reader.dialect.visitsStarting(site, span)}
      group by v.acquisition
    ) c
    join acquisition a on a.id = c.id
    left join page p on p.id = a.page`)
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) as AcquisitionFacts }))
}
