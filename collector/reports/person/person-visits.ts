import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { readableOrNull } from '../../acquisition/escapes.ts'
import { Refusal } from '../../refusal.ts'
import { personKeys } from '../../store/sqlite/person-key.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'
import { type KindOfPerson, namesOf, personId } from './person-id.ts'

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
  const keyOf = reader.dialect.personKey
  const fits = namesOf(id)
    .flatMap(personKeys)
    .map(({ kind, key }, rank) => sql`select ${rank} as rank, ${kind} as kind, ${key} as key`)
  const [row] = await reader.rows<PersonRow>(sql`
    select p.id as number, p.kind, ${keyOf(sql`p.key`)} as key, p.traits,
      ${keyOf(sql`a.key`)} as account, f.rank
    from (${sql.join(fits, sql` union all `)}) f
    join person p on p.site = ${siteNumber(context)} and p.kind = f.kind and p.key = f.key
    left join person a on a.id = p.account
    order by f.rank limit 1`)
  if (row === undefined) throw new Refusal(404, `${context.site.domain} knows nobody by "${id}"`)
  const { rank: _, key, ...person } = row
  return { ...person, id: personId(row.kind, key) }
}

/** All visits of the person, `from … where …`, alias v: those it owns and, of a browser, those made in it. */
export function visitsOfPerson({ reader }: ReportContext, { number }: FoundPerson) {
  return reader.dialect.visitsOf(sql`(${number})`)
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

/** A person's visits, newest first; `next` is null at the end. */
export async function visitRows(
  context: ReportContext,
  person: FoundPerson,
  { limit, cursor }: VisitPage,
): Promise<{ visits: VisitRow[]; next: string | null }> {
  const { rows, dialect } = context.reader
  const visits = await rows<VisitRow>(sql`
    select v.id as number, v.start, v.last, v.alone, v.pageviews, v.events, v.engaged,
      w.kind as visitor_kind, ${dialect.personKey(sql`w.key`)} as visitor_key,
      o.kind as owner_kind, ${dialect.personKey(sql`o.key`)} as owner_key,
      a.channel, a.source, a.medium, a.campaign, a.content, a.term, a.referrer, a.click_id,
      g.hostname, g.path as landing_page, l.country, l.region, l.city,
      c.device, c.browser, c.os, c.screen, c.language
    from (
      select v.* ${visitsOfPerson(context, person)} and ${before(cursor)}
      order by v.start desc, v.id desc limit ${limit + 1}
    ) v
    join person w on w.id = v.visitor
    join person o on o.id = v.person
    left join acquisition a on a.id = v.acquisition and v.alone = 0
    left join page g on g.id = v.landing
    left join place l on l.id = v.place
    left join client c on c.id = v.client
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
