import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { readableOrNull } from '../../acquisition/escapes.ts'
import { Refusal } from '../../refusal.ts'
import { meaningsOf } from '../../store/person-meanings.ts'
import { type KindOfPerson, namesOf, personId } from '../facts/person-id.ts'
import { spelt } from '../facts/spelt.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'

/** A user id has at most 200 characters; the kind stands before it. */
export const PersonId = z.string().min(1).max(210)

/** A person's own row. */
export interface FoundPerson {
  number: number
  id: string
  kind: KindOfPerson
  /** JSON. */
  traits: string | null
  account: string | null
}

interface PersonRow extends Omit<FoundPerson, 'id'> {
  key: string
  rank: number
}

/** Whom the id names. Throws a 404. */
export async function findPerson(context: ReportContext, id: string): Promise<FoundPerson> {
  const { reader } = context
  const { personKey, storedKey } = reader.dialect
  const fits = namesOf(id)
    .flatMap(meaningsOf)
    .map(({ kind, key }, rank) => {
      return sql`select ${rank} as rank, ${kind} as kind, ${storedKey(kind, key)} as key`
    })
  const [row] = await reader.rows<PersonRow>(sql`
    select p.id as number, p.kind as kind, ${personKey(sql`p.key`)} as key, p.traits as traits,
      ${personKey(sql`a.key`)} as account, f.rank as rank
    from (${sql.join(fits, sql` union all `)}) f
    join person p on p.site = ${siteNumber(context)} and p.kind = f.kind and p.key = f.key
    left join person a on a.id = p.account
    order by f.rank limit 1`)
  if (row === undefined) throw new Refusal(404, `${context.site.domain} knows nobody by "${id}"`)
  const { rank: _, key, ...person } = row
  return { ...person, id: personId(row.kind, key) }
}

/** All visits of the person and the lone, `from … where …`, alias v: those it owns and, of a browser, those made in it. */
export function visitsOfPerson({ reader }: ReportContext, { number }: FoundPerson) {
  return reader.dialect.visitsAndLoneOf(sql`(${number})`)
}

/** The same of all people of an account, and of what is its own. */
export function visitsOfAccount({ reader }: ReportContext, { number }: FoundPerson) {
  return reader.dialect.visitsAndLoneOf(
    sql`(select p.id as id from person p where p.account = ${number} or p.id = ${number})`,
  )
}

/** A visit as it is stored, its numbers replaced by what they stand for. */
export interface VisitRow {
  number: number
  start: number
  last: number
  /** 1: server events that belong to no visit. */
  alone: 0 | 1
  pageviews: number
  events: number
  /** Milliseconds. */
  engaged: number
  visitor_kind: KindOfPerson
  visitor_key: string
  owner_kind: KindOfPerson
  owner_key: string
  channel: string | null
  source: string | null
  medium: string | null
  campaign: string | null
  content: string | null
  term: string | null
  referrer: string | null
  click_id: string | null
  hostname: string | null
  landing_page: string | null
  country: string | null
  region: string | null
  city: string | null
  device: string | null
  browser: string | null
  os: string | null
  screen: string | null
  language: string | null
}

/** The row in the words of the answers. */
export function shownVisit(row: VisitRow) {
  const { number: _, start, last, alone, engaged, ...facts } = row
  const { visitor_kind, visitor_key, owner_kind, owner_key, ...shown } = facts
  return {
    start: new Date(start).toISOString(),
    end: new Date(last).toISOString(),
    server: alone === 1,
    visitor: personId(visitor_kind, visitor_key),
    person: personId(owner_kind, owner_key),
    engaged_seconds: engaged / 1000,
    ...shown,
    landing_page: readableOrNull(shown.landing_page),
  }
}

/** `<start>.<number>` of the last visit that was given out. */
export const VisitCursor = z.string().regex(/^\d{1,15}\.\d{1,15}$/)

interface VisitPage {
  limit: number
  cursor: string | null | undefined
}

/** Visits of `from … where …`, alias v, newest first; `next` is null at the end. */
export async function visitRows(
  context: ReportContext,
  visitsMeant: RawBuilder<unknown>,
  { limit, cursor }: VisitPage,
): Promise<{ visits: VisitRow[]; next: string | null }> {
  const { rows, dialect } = context.reader
  const site = siteNumber(context)
  const [source, medium, campaign] = [
    spelt(site, 'source'),
    spelt(site, 'medium'),
    spelt(site, 'campaign'),
  ]
  const [content, term] = [spelt(site, 'content'), spelt(site, 'term')]
  const visits = await rows<VisitRow>(sql`
    select v.id as number, v.start as start, v.last as last, v.alone as alone,
      v.pageviews as pageviews, v.events as events, v.engaged as engaged,
      w.kind as visitor_kind, ${dialect.personKey(sql`w.key`)} as visitor_key,
      o.kind as owner_kind, ${dialect.personKey(sql`o.key`)} as owner_key,
      a.channel as channel, ${source.text} as source, ${medium.text} as medium,
      ${campaign.text} as campaign, ${content.text} as content, ${term.text} as term,
      a.referrer as referrer, a.click_id as click_id,
      g.hostname as hostname, g.path as landing_page, l.country as country, l.region as region,
      l.city as city, c.device as device, c.browser as browser, c.os as os, c.screen as screen,
      c.language as language
    from (
      select v.id as id, v.start as start, v.last as last, v.alone as alone,
        v.pageviews as pageviews, v.events as events, v.engaged as engaged, v.visitor as visitor,
        v.person as person, v.acquisition as acquisition, v.landing as landing, v.place as place,
        v.client as client
      ${visitsMeant} and ${before(cursor)}
      order by v.start desc, v.id desc limit ${limit + 1}
    ) v
    join person w on w.id = v.visitor
    join person o on o.id = v.person
    left join acquisition a on a.id = v.acquisition and v.alone = 0
    ${source.join} ${medium.join} ${campaign.join} ${content.join} ${term.join}
    left join page g on g.id = v.landing and v.alone = 0
    left join place l on l.id = v.place and v.alone = 0
    left join client c on c.id = v.client and v.alone = 0
    order by v.start desc, v.id desc`)
  const page = visits.slice(0, limit)
  const last = page.at(-1)
  return {
    visits: page,
    next: last && visits.length > limit ? `${last.start}.${last.number}` : null,
  }
}

function before(cursor: string | null | undefined): RawBuilder<unknown> {
  if (!cursor) return sql`1`
  const [start, number] = cursor.split('.').map(Number)
  return sql`(v.start, v.id) < (${start}, ${number})`
}
