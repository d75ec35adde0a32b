import type { Connection } from '../../collector/store/sqlite/open.ts'

/** All that a file says of a site, without the numbers that it has for things: the same wherever the site lies. */
export function saidOf(db: Connection, site: number): Record<string, string[]> {
  const rows = (select: string) =>
    db
      .prepare<[object], object>(select)
      .all({ site })
      .map((row) => JSON.stringify(row))
      .sort()
  return {
    visits: rows(VISITS),
    events: rows(EVENTS),
    people: rows(PEOPLE),
    spellings: rows('select field, value, text, at from spelling where site = @site'),
    quality: rows('select day, kind, detail, count from quality where site = @site'),
    properties: rows('select key from property where site = @site'),
  }
}

const who = (id: string) => `(select kind || hex(key) from person where id = ${id})`
const named = (table: string, column: string, id: string) =>
  `(select ${column} from ${table} where id = ${id})`
const acquired = (id: string) =>
  `(select json_array(facts, channel, source, campaign, tagged, (select path from page where id = q.page))
    from acquisition q where id = ${id})`

/** A visit is known by its browser, its start and its first event. */
const VISITS = `select ${who('v.visitor')} visitor, ${who('v.person')} person, ${who('v.user')} user, v.start, v.last,
    ${acquired('v.acquisition')} acquisition, ${named('client', 'key', 'v.client')} client,
    ${named('place', 'key', 'v.place')} place, ${named('page', 'path', 'v.landing')} landing,
    ${named('page', 'path', 'v.exit')} exit, 
    (select group_concat(coalesce((select path from page where id = j.value), '-'), ' ') from json_each('[' || v.pages || ']') j) pages, v.pageviews, v.events, v.engaged, v.interactive,
    v.alone, v.size, v.members, v.heard, v.owed, x.day, x.first_start <= v.start covered
  from extent x join visit v on v.id between x.id * 1024 and x.id * 1024 + 1023 where x.site = @site`

const EVENTS = `select ${who('v.visitor')} visitor, v.start, e.seq, e.at, ${named('name', 'text', 'e.name')} name,
    ${named('page', 'path', 'e.page')} page, ${named('title', 'text', 'e.title')} title,
    ${named('query', 'text', 'e.query')} query, ${acquired('e.acquisition')} acquisition, hex(e.uid) uid, hex(e.of) "of",
    e.engaged, e.scroll, e.amount, e.currency, e.props, ${who('e.user')} user, ${who('e.account')} account, e.interactive,
    e.nth, e.order_id, e.subscription
  from extent x join visit v on v.id between x.id * 1024 and x.id * 1024 + 1023 join event e on e.visit = v.id
  where x.site = @site`

const PEOPLE = `select kind, hex(key) "key", first_at, ${who('p.account')} account, account_at, traits, traits_at
  from person p where site = @site`
