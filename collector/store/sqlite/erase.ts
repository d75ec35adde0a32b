import type { Connection } from './open.ts'
import { type PersonName, personKeys } from './person-key.ts'

export interface Erased {
  people: number
  visits: number
  events: number
}

/** Tells a running writer that what it remembers is no longer so. */
function advance(db: Connection): void {
  db.exec('update writer set epoch = epoch + 1')
}

/** Overwrites what is deleted, and leaves no copy in the log. */
function thoroughly<T>(db: Connection, work: () => T): T {
  db.pragma('secure_delete = on')
  try {
    return db.transaction(work).immediate()
  } finally {
    db.pragma('wal_checkpoint(truncate)')
    db.pragma('secure_delete = off')
  }
}

const CLEAR = `
drop table if exists temp.gone_person;
drop table if exists temp.gone_visit;
`

const NAME_PEOPLE = `
create temp table gone_person as
  select id from person where id = :root or account = :root
`

const NAME_VISITS = `
create temp table gone_visit as
select id, visitor, person
from visit
where person in (select id from gone_person)
   or visitor in (select id from gone_person)
   or user in (select id from gone_person)
`

/** A browser or a user that had no other visit leaves with these. */
const NAME_COMPANIONS = `
insert into gone_person
select distinct candidate.id
from (select visitor as id from gone_visit union select person from gone_visit) candidate
where candidate.id not in (select id from gone_person)
  and not exists (
    select 1 from visit
    where visit.visitor = candidate.id and visit.id not in (select id from gone_visit))
  and not exists (
    select 1 from visit
    where visit.person = candidate.id and visit.person <> visit.visitor
      and visit.id not in (select id from gone_visit))
`

/** People as reports count them: owners of visits; one who never had a visit is one too. */
const COUNT_PEOPLE = `
select max(1, count(distinct person)) from gone_visit
`

const FORGET = `
update event set user = null where user in (select id from gone_person);
update event set account = null where account in (select id from gone_person);
update person set account = null where account in (select id from gone_person);
update person set first_at = (
    select min(start) from visit
    where (visit.visitor = person.id or visit.person = person.id)
      and visit.person = person.id and visit.alone = 0)
  where id in (select visitor from gone_visit union select person from gone_visit);
`

function rootOf(db: Connection, site: number, name: PersonName): number | undefined {
  const byKey = db
    .prepare<[number, number, Buffer | string], number>(
      'select id from person where site = ? and kind = ? and key = ?',
    )
    .pluck()
  for (const { kind, key } of personKeys(name)) {
    const root = byKey.get(site, kind, key)
    if (root !== undefined) return root
  }
  return undefined
}

/**
 * Removes a user, a browser, or all people of an account, with all visits and events. The hashes of event ids
 * stay, so that what is sent again does not come back. Answers undefined when nobody has that name.
 */
export function erasePeople(db: Connection, site: number, name: PersonName): Erased | undefined {
  return thoroughly(db, () => {
    const root = rootOf(db, site, name)
    if (root === undefined) return undefined
    db.exec(CLEAR)
    db.prepare(NAME_PEOPLE).run({ root })
    db.exec(NAME_VISITS)
    db.exec(NAME_COMPANIONS)
    const remove = (statement: string) => db.prepare(statement).run().changes
    const people = db.prepare(COUNT_PEOPLE).pluck().get() as number
    const events = remove('delete from event where visit in (select id from gone_visit)')
    const visits = remove('delete from visit where id in (select id from gone_visit)')
    db.exec(FORGET)
    remove('delete from person where id in (select id from gone_person)')
    db.exec(CLEAR)
    advance(db)
    return { people, visits, events }
  })
}
