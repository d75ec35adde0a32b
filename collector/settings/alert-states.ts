import type { Selectable } from 'kysely'
import { BrokenReason, PastReading } from './alert-definition.ts'
import { inputOf } from './alerts.ts'
import type { Settings, Tables } from './tables.ts'

type AlertRow = Selectable<Tables['alert']>
export type StateRow = Selectable<Tables['alert_state']>

/** An alert that is to be looked at, with how it stands; without a state nothing was judged yet. */
export interface DueAlert extends Pick<AlertRow, 'id' | 'site'> {
  row: AlertRow
  alert: ReturnType<typeof inputOf>
  state: StateRow | undefined
}

export const HAPPENINGS = ['fired', 'recovered', 'broken'] as const

export interface NewAlertEvent {
  alert: string
  at: number
  kind: (typeof HAPPENINGS)[number]
  /** A PastReading or a BrokenReason as JSON. */
  reading: string
  told_at: number | null
}

/** Of an alert: what happened longer ago is nobody's news. */
const MOST_EVENTS = 500
/** Rows of one statement: both engines bind at most 32,766 values. */
const PART = 500

export async function dueAlerts(settings: Settings, now: number): Promise<DueAlert[]> {
  const rows = await settings
    .selectFrom('alert as a')
    .leftJoin('alert_state as s', 's.alert', 'a.id')
    .selectAll('a')
    .where('a.paused', '=', 0)
    .where((eb) => eb.or([eb('s.due_at', 'is', null), eb('s.due_at', '<=', now)]))
    .orderBy('a.site')
    .orderBy('a.id')
    .execute()
  const states = await statesOf(
    settings,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...{ id: row.id, site: row.site, row },
    alert: inputOf(row),
    state: states.get(row.id),
  }))
}

async function statesOf(settings: Settings, ids: readonly string[]) {
  const found = new Map<string, StateRow>()
  for (let at = 0; at < ids.length; at += PART) {
    const rows = await settings
      .selectFrom('alert_state')
      .selectAll()
      .where('alert', 'in', ids.slice(at, at + PART))
      .execute()
    for (const row of rows) found.set(row.alert, row)
  }
  return found
}

/** The alerts that are still as they were read, by id. */
export async function unchanged(
  settings: Settings,
  due: readonly DueAlert[],
): Promise<ReadonlySet<string>> {
  const same = new Set<string>()
  const known = new Map(due.map(({ id, row }) => [id, row]))
  const ids = [...known.keys()]
  for (let at = 0; at < ids.length; at += PART) {
    const rows = await settings
      .selectFrom('alert')
      .select(['id', 'name', 'definition', 'paused'])
      .where('id', 'in', ids.slice(at, at + PART))
      .execute()
    for (const { id, name, definition, paused } of rows) {
      const before = known.get(id)
      const isSame = before?.definition === definition && before.name === name && paused === 0
      if (isSame) same.add(id)
    }
  }
  return same
}

/** Writes how alerts stand, each at the revision after the one that was read. Answers those that nobody had written meanwhile. */
export async function writeStates(
  settings: Settings,
  states: readonly StateRow[],
): Promise<ReadonlySet<string>> {
  const written = new Set<string>()
  for (let at = 0; at < states.length; at += PART) {
    const rows = await settings
      .insertInto('alert_state')
      .values(states.slice(at, at + PART))
      .onConflict((conflict) =>
        conflict
          .column('alert')
          .doUpdateSet((eb) => ({
            judged_by: eb.ref('excluded.judged_by'),
            condition: eb.ref('excluded.condition'),
            told: eb.ref('excluded.told'),
            since: eb.ref('excluded.since'),
            judged_to: eb.ref('excluded.judged_to'),
            reading: eb.ref('excluded.reading'),
            reason: eb.ref('excluded.reason'),
            due_at: eb.ref('excluded.due_at'),
            revision: eb.ref('excluded.revision'),
          }))
          .whereRef('excluded.revision', '=', (eb) => eb('alert_state.revision', '+', 1)),
      )
      .returning('alert')
      .execute()
    for (const { alert } of rows) written.add(alert)
  }
  return written
}

export async function addEvents(
  settings: Settings,
  events: readonly NewAlertEvent[],
): Promise<void> {
  for (let at = 0; at < events.length; at += PART) {
    await settings
      .insertInto('alert_event')
      .values(events.slice(at, at + PART))
      .execute()
  }
  for (const alert of new Set(events.map((one) => one.alert))) await forgetOldest(settings, alert)
}

async function forgetOldest(settings: Settings, alert: string): Promise<void> {
  const oldest = await settings
    .selectFrom('alert_event')
    .select('id')
    .where('alert', '=', alert)
    .orderBy('id', 'desc')
    .offset(MOST_EVENTS)
    .limit(1)
    .executeTakeFirst()
  if (!oldest) return
  await settings
    .deleteFrom('alert_event')
    .where('alert', '=', alert)
    .where('id', '<=', oldest.id)
    .execute()
}

/** The latest of a kind that an alert has; undefined without one. */
export async function latestEvent(settings: Settings, alert: string, kind: string) {
  return await settings
    .selectFrom('alert_event')
    .selectAll()
    .where('alert', '=', alert)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function noteTold(settings: Settings, ids: readonly number[], now: number) {
  for (let at = 0; at < ids.length; at += PART) {
    await settings
      .updateTable('alert_event')
      .set({ told_at: now })
      .where('id', 'in', ids.slice(at, at + PART))
      .execute()
  }
}

export interface AlertEvent {
  id: string
  at: string
  kind: (typeof HAPPENINGS)[number]
  /** Of what fired and of what is over. */
  reading: PastReading | null
  reason: BrokenReason | null
  /** Null: nobody was told. */
  told_at: string | null
}

/** What happened to an alert, the latest first. */
export async function alertHistory(settings: Settings, alert: string): Promise<AlertEvent[]> {
  const rows = await settings
    .selectFrom('alert_event')
    .selectAll()
    .where('alert', '=', alert)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ id, at, kind, reading, told_at }) => ({
    id: String(id),
    at: new Date(at).toISOString(),
    kind: kind as AlertEvent['kind'],
    reading: kind === 'broken' ? null : PastReading.parse(JSON.parse(reading)),
    reason: kind === 'broken' ? BrokenReason.parse(JSON.parse(reading)) : null,
    told_at: told_at === null ? null : new Date(told_at).toISOString(),
  }))
}
