import { type RawBuilder, sql } from 'kysely'
import { DAY } from '../../durations.ts'
import type { KeptUnits, UnitRates } from '../unit-rows.ts'
import { dialect } from './dialect.ts'
import { type KeptState, MOST_BY_ONE } from './kept-units.ts'
import type { Connection } from './open.ts'

/** What something happened to: a visit (0), a person (1) or an order (2). */
export interface Cause {
  kind: number
  who: number | string
}

export interface Outdated {
  /** Numbers of units whose rows may not be right, ascending. */
  units: number[]
  /** What some of them are found by. */
  causes: Cause[]
  /** Money counts otherwise now. */
  rated: boolean
}

interface Asking {
  db: Connection
  rows<Row>(statement: RawBuilder<Row>): Row[]
}

/**
 * Units to whom something happened since, whose time has come, or whose money has got another rate; undefined where they
 * are so many that all are to be worked out.
 */
export function outdatedUnits(
  asking: Asking,
  kept: KeptUnits,
  state: KeptState,
): Outdated | undefined {
  const { db } = asking
  const causes = causesOf(db, kept, state.id)
  if (causes.length > MOST_BY_ONE) return undefined
  const rated = state.rates !== JSON.stringify(kept.rates)
  const units = new Set<number>(causes.flatMap(({ unit }) => unit ?? []))
  for (const who of orderUnits(db, kept, state.id)) units.add(who)
  for (const who of dueUnits(db, kept, state)) units.add(who)
  if (rated) for (const who of ratedUnits(asking, kept, state)) units.add(who)
  if (units.size > MOST_BY_ONE) return undefined
  return { units: [...units].sort((a, b) => a - b), causes, rated }
}

/** So that more than can be used do not fill the memory. */
const LIMIT = `limit ${MOST_BY_ONE + 1}`

/** A visit leads to whose it is now; whose it was is a cause of its own. */
function causesOf(db: Connection, { of }: KeptUnits, id: number) {
  const unit =
    of === 'visit'
      ? 'case c.kind when 0 then c.who end'
      : `case c.kind when 1 then c.who when 0 then (select v.person from visit v where v.id = c.who) end`
  return db
    .prepare<[number], Cause & { unit: number | null }>(
      `select c.kind, c.who, ${unit} as unit from unit_outdated c where c.kept = ? ${LIMIT}`,
    )
    .all(id)
}

/** Those with a sale of an order: which of its sales counted before is not known. */
function orderUnits(db: Connection, { of, site }: KeptUnits, id: number): number[] {
  return db
    .prepare<[number, number], number>(`select distinct ${of === 'visit' ? 'v.id' : 'v.person'}
      from unit_outdated c
      cross join event o indexed by event_order on o.order_id = c.who
      cross join visit v on v.id = o.visit
      cross join extent x on x.id = o.visit / 1024
      where c.kept = ? and c.kind = 2 and o.amount > 0 and x.site = ? ${LIMIT}`)
    .pluck()
    .all(id, site)
}

/** A row holds between the last moment that it counts and the first that it does not yet. */
function dueUnits(db: Connection, { now }: KeptUnits, { id, latest }: KeptState): number[] {
  const due = 'select who from unit_row where kept = @id and due <= @now'
  const early = 'union select who from unit_row where kept = @id and latest >= @now'
  return db
    .prepare<[object], number>(`${latest >= now ? `${due} ${early}` : due} ${LIMIT}`)
    .pluck()
    .all({ id, now })
}

/** Those with money of currencies whose rates differ, from the first such day on. */
function ratedUnits({ rows }: Asking, kept: KeptUnits, { rates }: KeptState): number[] {
  const others = differing(JSON.parse(rates) as UnitRates, kept.rates)
  const [first] = others.map(({ day }) => day).sort()
  if (first === undefined) return []
  const currencies = [...new Set(others.map(({ currency }) => currency))]
  // A site's day begins up to 14 hours before the UTC day.
  const from = Math.max(kept.reach.from, Date.parse(first) - DAY)
  const within = { from, to: kept.reach.to + 1 }
  const unit = kept.of === 'visit' ? sql`v.id` : sql`v.person`
  return rows(
    sql<{
      who: number
    }>`select distinct ${unit} as who ${dialect.eventsWithin(kept.site, within, kept.names)}
      and e.amount is not null and e.currency in (${sql.join(currencies)})`,
  ).map(({ who }) => who)
}

/** What is in one of the lists alone. */
function differing(before: UnitRates, after: UnitRates): UnitRates {
  const only = (some: UnitRates, others: UnitRates) => {
    const known = new Set(others.map((one) => JSON.stringify(one)))
    return some.filter((one) => !known.has(JSON.stringify(one)))
  }
  return [...only(before, after), ...only(after, before)]
}
