import { sql } from 'kysely'
import { z } from 'zod'
import { readableOrNull } from '../../acquisition/escapes.ts'
import { spelt } from '../facts/spelt.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'
import { IS_SEEN } from '../question/own-events.ts'
import { IS_VISIT, type Question } from '../question/question.ts'
import { recent } from './recent.ts'

const OPEN = 8

/** People of the last 5 minutes by the page that they were on last, and by where their visit came from. */
export const OpenNow = z.object({
  pages: z.array(
    z.object({ hostname: z.string().nullable(), page: z.string(), visitors: z.int() }),
  ),
  sources: z.array(
    z.object({ channel: z.string(), source: z.string().nullable(), visitors: z.int() }),
  ),
})
export type OpenNow = z.infer<typeof OpenNow>

interface Row {
  hostname: string | null
  page: string
  channel: string | null
  source: string | null
  visitors: number
}

export async function openNow(context: ReportContext, question: Question): Promise<OpenNow> {
  const source = spelt(siteNumber(context), 'source')
  const rows = await context.reader.rows<Row>(sql`
    select p.hostname as hostname, p.path as page, a.channel as channel,
      ${source.text} as source, count(*) as visitors
    from (
      select v.person as person, e.page as page, v.acquisition as acquisition,
        row_number() over (partition by v.person
          order by e.at desc, coalesce(e.nth, 0) desc, e.uid desc) as nth
      ${recent(context, question, 5)} and ${IS_SEEN} and ${IS_VISIT} and e.page is not null
    ) r
    join page p on p.id = r.page
    left join acquisition a on a.id = r.acquisition
    ${source.join}
    where r.nth = 1
    group by 1, 2, 3, 4`)
  return {
    pages: most(rows, ({ hostname, page }) => ({ hostname, page: readableOrNull(page) ?? page })),
    sources: most(rows, ({ channel, source }) => ({ channel: channel ?? 'Direct', source })),
  }
}

/** The rows by what is made of them, those with the most people first. */
function most<Of extends object>(
  rows: readonly Row[],
  of: (row: Row) => Of,
): (Of & { visitors: number })[] {
  const sums = new Map<string, Of & { visitors: number }>()
  for (const row of rows) {
    const about = of(row)
    const key = JSON.stringify(about)
    const known = sums.get(key)
    if (known) known.visitors += Number(row.visitors)
    else sums.set(key, { ...about, visitors: Number(row.visitors) })
  }
  return [...sums]
    .sort(([a, one], [b, other]) => other.visitors - one.visitors || (a < b ? -1 : 1))
    .slice(0, OPEN)
    .map(([, sum]) => sum)
}
