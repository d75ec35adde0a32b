import { sql } from 'kysely'
import { z } from 'zod'
import { isBrowser } from '../../person-kind.ts'
import { type KindOfPerson, KNOWN_BY, knownBy, personId } from '../facts/person-id.ts'
import type { ReportContext } from '../question/context.ts'
import { type FoundPerson, visitsOfPerson } from './person-visits.ts'

const Browser = z.object({
  /** As a person's id: what this browser did can be asked for by it. */
  id: z.string(),
  known_by: z.enum(KNOWN_BY),
  first_seen: z.iso.datetime(),
  last_seen: z.iso.datetime(),
  visits: z.int(),
  device: z.string().nullable(),
  browser: z.string().nullable(),
  os: z.string().nullable(),
})
type Browser = z.infer<typeof Browser>

/** Who a person is, and all that was recorded in sum. */
export const PersonFacts = z.object({
  id: z.string(),
  known_by: z.enum(KNOWN_BY),
  account: z.string().nullable(),
  traits: z.record(z.string(), z.unknown()).nullable(),
  /** First and last event; null when none is left. */
  first_seen: z.iso.datetime().nullable(),
  last_seen: z.iso.datetime().nullable(),
  visits: z.int(),
  pageviews: z.int(),
  events: z.int(),
  engaged_seconds: z.number(),
  /** The latest used first. */
  browsers: z.array(Browser),
  /** Of a browser: ids of the people that its visits belong to, if not to itself. */
  users: z.array(z.string()),
})
export type PersonFacts = z.infer<typeof PersonFacts>

interface BrowserRow {
  kind: KindOfPerson
  key: string
  owner_kind: KindOfPerson
  owner_key: string
  first: number
  last: number
  visits: number
  pageviews: number
  events: number
  engaged: number
  device: string | null
  browser: string | null
  os: string | null
}

/** What a person's visits come to, browser by browser. */
export async function personFacts(
  context: ReportContext,
  person: FoundPerson,
): Promise<PersonFacts> {
  const { id, kind, account, traits } = person
  const rows = await browserRows(context, person)
  const sum = (field: 'visits' | 'pageviews' | 'events' | 'engaged') =>
    rows.reduce((total, row) => total + row[field], 0)
  const owners = rows.map((row) => personId(row.owner_kind, row.owner_key))
  return {
    id,
    known_by: knownBy(kind),
    account,
    traits: traits === null ? null : JSON.parse(traits),
    first_seen: instant(Math.min(...rows.map(({ first }) => first))),
    last_seen: instant(Math.max(...rows.map(({ last }) => last))),
    visits: sum('visits'),
    pageviews: sum('pageviews'),
    events: sum('events'),
    engaged_seconds: sum('engaged') / 1000,
    browsers: rows.filter(({ kind }) => isBrowser(kind)).map(browserOf),
    users: [...new Set(owners)].filter((owner) => owner !== id),
  }
}

/** Null for the least and greatest of nothing. */
function instant(at: number): string | null {
  return Number.isFinite(at) ? new Date(at).toISOString() : null
}

function browserOf(row: BrowserRow): Browser {
  return {
    id: personId(row.kind, row.key),
    known_by: knownBy(row.kind),
    first_seen: new Date(row.first).toISOString(),
    last_seen: new Date(row.last).toISOString(),
    visits: row.visits,
    device: row.device,
    browser: row.browser,
    os: row.os,
  }
}

async function browserRows(context: ReportContext, person: FoundPerson): Promise<BrowserRow[]> {
  const { reader } = context
  const keyOf = reader.dialect.personKey
  return await reader.rows<BrowserRow>(sql`
    select w.kind as kind, ${keyOf(sql`w.key`)} as key, o.kind as owner_kind,
      ${keyOf(sql`o.key`)} as owner_key, b.first as first, b.last as last, b.visits as visits,
      b.pageviews as pageviews, b.events as events, b.engaged as engaged, c.device as device,
      c.browser as browser, c.os as os
    from (
      select m.visitor as visitor, m.person as person, min(m.start) as first, max(m.last) as last,
        sum(1 - m.alone) as visits, sum(m.pageviews) as pageviews, sum(m.events) as events,
        sum(m.engaged) as engaged, max(case when m.newest = 1 then m.client end) as client
      from (
        select v.visitor as visitor, v.person as person, v.start as start, v.last as last,
          v.alone as alone, v.pageviews as pageviews, v.events as events, v.engaged as engaged,
          v.client as client, row_number() over
          (partition by v.visitor, v.person order by v.start desc, v.id desc) as newest
        ${visitsOfPerson(context, person)}
      ) m
      group by m.visitor, m.person
    ) b
    join person w on w.id = b.visitor
    join person o on o.id = b.person
    left join client c on c.id = b.client
    order by b.last desc, b.visitor`)
}
