import { thoroughly } from '../../thoroughly.ts'
import type { Erased, PersonName } from '../changes.ts'
import { meaningsOf } from '../person-meanings.ts'
import { emptyLog } from './empty-log.ts'
import { EXTENT_SIZE } from './extents.ts'
import { noteLeftovers, noteRemoved, sweepLeftovers } from './leftovers.ts'
import type { Connection } from './open.ts'
import { packedKey } from './person-key.ts'

/** What happens between two transactions, so that events that come meanwhile need not wait for the last. */
export interface Between {
  /** Rows went: nothing that a writer on this connection remembers may be trusted. */
  forget(): void
  pause(): Promise<void>
}

/** Visits of one transaction, and events, unless one visit has more: some tens of milliseconds. */
const SLICE = 256
const EVENTS = 4_000

const CLEAR = `
drop table if exists temp.gone_person;
drop table if exists temp.gone_visit;
`

/** The account, user or browser itself; of an account's people some, who leave before the next are asked for. */
const NAME_PEOPLE = `
create temp table gone_person as
select :root as id
union
select id from (select id from person where account = :root limit ${SLICE})
`

/** What a browser made, and what a person was given: an event's user is always its visit's person. */
const NAME_VISITS = `
create temp table gone_visit as
select id, visitor, person
from (
  select id, visitor, person, sum(size) over (order by id rows unbounded preceding) - size as before
  from (
    select id, visitor, person, size
    from visit
    where visitor in (select id from gone_person)
    union all
    select id, visitor, person, size
    from visit
    where person <> visitor and person in (select id from gone_person)
      and visitor not in (select id from gone_person)
    limit ${SLICE}))
where before < ${EVENTS}
`

/** Events of theirs that have left: what is told of their visits sees to them (0046-leaving). */
const ELSEWHERE = `
select coalesce(sum(coalesce(members, size)), 0)
from visit
where id in (select id from gone_visit)
  and id / ${EXTENT_SIZE} in (select id from left_extent)
  and not exists (select 1 from event where visit = visit.id)
`

/** Told of the account's events that have left. */
const DISOWN_ELSEWHERE = `
insert into outbox (kind, site, key, seq, round)
select -1, @site, @root, 0, coalesce((select round from forwarder), 0)
where exists (select 1 from left_label where kind = 'account' and id = @root)
on conflict (kind, site, key) do update set round = excluded.round
`

/** What was removed, and can be brought back, is theirs, too. */
const OF_THEM = `(visitor in (select id from gone_person union select visitor from gone_visit)
  or user in (select id from gone_person) or account in (select id from gone_person))`

/** A browser or a user that had no other visit leaves with these; so do people of an account. */
const REMOVE_PEOPLE = `
delete from person
where id <> :root
  and id in (
    select id from gone_person
    union select visitor from gone_visit
    union select person from gone_visit)
  and not exists (select 1 from visit where visitor = person.id)
  and not exists (select 1 from visit v where v.person = person.id and v.person <> v.visitor)
`

/** Whoever stays may have begun later now. */
const RECOUNT_FIRST = `
update person as kept set first_at = (
  select min(start) from (
    select start from visit where visitor = kept.id and person = kept.id and alone = 0
    union all
    select start from visit where person = kept.id and person <> visitor and alone = 0))
where id in (select visitor from gone_visit union select person from gone_visit)
`

/** What was written about an account. */
const FORGET_NOTE = 'delete from account_note where site = ? and account = ?'

function rootOf(db: Connection, site: number, name: PersonName): number | undefined {
  const byKey = db
    .prepare<[number, number, Buffer | string], number>(
      'select id from person where site = ? and kind = ? and key = ?',
    )
    .pluck()
  for (const { kind, key } of meaningsOf(name)) {
    const root = byKey.get(site, kind, packedKey(kind, key))
    if (root !== undefined) return root
  }
  return undefined
}

interface Slice {
  /** Numbers of the owners of its visits. */
  people: number[]
  visits: number
  events: number
  /** Events of them that another engine alone has, and is told of. */
  elsewhere: number
  /** Nothing was left. */
  last: boolean
}

/** Removes some visits and whoever has none left; the root itself, if `whole`, once nothing else is there. */
function removeSlice(db: Connection, root: number, whole: boolean): Slice {
  const remove = (statement: string, ...bound: object[]) =>
    db.prepare(statement).run(...bound).changes
  db.exec(CLEAR)
  db.prepare(NAME_PEOPLE).run({ root })
  db.exec(NAME_VISITS)
  const people = db.prepare<[], number>('select distinct person from gone_visit').pluck().all()
  const elsewhere = db.prepare<[], number>(ELSEWHERE).pluck().get() ?? 0
  db.exec(noteRemoved(OF_THEM))
  remove(`delete from removed_event where ${OF_THEM}`)
  db.exec(noteLeftovers('in (select id from gone_visit)'))
  const events = remove('delete from event where visit in (select id from gone_visit)')
  const visits = remove('delete from visit where id in (select id from gone_visit)')
  const gone = remove(REMOVE_PEOPLE, { root })
  db.exec(RECOUNT_FIRST)
  const last = visits === 0 && gone === 0
  if (last && whole) remove('delete from person where id = :root', { root })
  db.exec(CLEAR)
  // Tells writers in other processes that what they remember is no longer so.
  db.exec('update writer set epoch = epoch + 1')
  return { people, visits, events, elsewhere, last }
}

/** Takes the account from events of people who belong to another by now. */
async function disown(
  db: Connection,
  { site, root }: { site: number; root: number },
  { pause }: Between,
): Promise<void> {
  const extents = db.prepare<[number], number>('select id from extent where site = ?').pluck()
  const within = `visit between @first and @first + ${EXTENT_SIZE - 1} and account = @root`
  const some = db.prepare(`select 1 from event where ${within} limit 1`)
  const take = db.prepare(`update event set account = null where ${within}`)
  for (const id of extents.all(site)) {
    const lies = { first: id * EXTENT_SIZE, root }
    if (some.get(lies) !== undefined) thoroughly(db, () => take.run(lies))
    await pause()
  }
  db.prepare(DISOWN_ELSEWHERE).run({ site, root })
}

/**
 * Removes a user, a browser, or all people of an account, with all visits and events, in slices that each leave the
 * file whole; an interrupted one goes on when asked again. With them goes what only their events referred to: paths,
 * titles, campaigns, click ids, names. The hashes of event ids stay, so that what is sent again
 * does not come back. Events that another engine alone has go once it is told. Answers undefined when nobody has that name.
 */
export async function erasePeople(
  db: Connection,
  site: number,
  name: PersonName,
  between: Between,
): Promise<Erased | undefined> {
  const root = rootOf(db, site, name)
  if (root === undefined) return undefined
  const people = new Set<number>()
  const erased = { visits: 0, events: 0 }
  let elsewhere = 0

  async function removeAll(whole: boolean): Promise<void> {
    for (let last = false; !last; ) {
      const slice = thoroughly(db, () => removeSlice(db, Number(root), whole))
      between.forget()
      for (const person of slice.people) people.add(person)
      erased.visits += slice.visits
      erased.events += slice.events + slice.elsewhere
      elsewhere += slice.elsewhere
      last = slice.last
      await between.pause()
    }
  }

  if (name.kind === 'account') {
    await removeAll(false)
    await disown(db, { site, root }, between)
    db.prepare(FORGET_NOTE).run(site, name.id)
  }
  await removeAll(true)
  await sweepLeftovers(db, between)
  await emptyLog(db)
  // Who never had a visit is somebody, too.
  return { people: Math.max(1, people.size), ...erased, ...(elsewhere > 0 && { elsewhere }) }
}
