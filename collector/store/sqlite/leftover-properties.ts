import { EXTENT_SIZE } from './extents.ts'
import type { Connection } from './open.ts'

/** Property keys are named within the JSON of events rather than by a column: what looks for them reads that. */

function numbersIn(events: string): string {
  return `select distinct p.id from (${events}) e cross join json_each(e.props) j
    cross join property p on p.site = e.site and p.key = j.key`
}

function noting(events: string): string {
  return `insert into leftover (kind, id, round)
    select 'property', id, (select epoch from writer) from (${numbersIn(events)}) where 1
    on conflict (kind, id) do update set round = excluded.round;`
}

const OF_EXTENT = `select x.site, e.props from extent x cross join event e
  on e.visit between @id * ${EXTENT_SIZE} and (@id + 1) * ${EXTENT_SIZE} - 1
  where x.id = @id and e.props is not null`

/** SQL that notes the keys of events; `visits`: a condition on their visit's number. */
export function noteProperties(visits: string): string {
  return noting(`select x.site, e.props from event e join extent x on x.id = e.visit / ${EXTENT_SIZE}
    where e.visit ${visits} and e.props is not null`)
}

/** SQL of the keys of events of the extent @id, as `kind` and `id`. */
export function propertiesWithin(): string {
  return `select 'property' as kind, id from (${numbersIn(OF_EXTENT)})`
}

/** The same for removed events, by a condition on them. */
export function noteRemovedProperties(where: string): string {
  return noting(`select site, props from removed_event where ${where} and props is not null`)
}

/** The last of some removed events, or what is before the first. */
export type Removed = [removal: number, n: number]

/** Finds the numbers of keys that are in use, of sites some of whose keys are looked for. */
export function propertyFinder(db: Connection) {
  const wanted = `select p.site from leftover l join property p on p.id = l.id
    where l.kind = 'property'`
  const inExtent = db
    .prepare<object, number>(numbersIn(`${OF_EXTENT} and x.site in (${wanted})`))
    .pluck()
  const amongRemoved = db
    .prepare<[...Removed, ...Removed], number>(
      numbersIn(`select site, props from removed_event
        where (removal, n) > (?, ?) and (removal, n) <= (?, ?) and props is not null`),
    )
    .pluck()
  return {
    inExtent: (id: number): number[] => inExtent.all({ id }),
    amongRemoved: (after: Removed, last: Removed): number[] => amongRemoved.all(...after, ...last),
  }
}
