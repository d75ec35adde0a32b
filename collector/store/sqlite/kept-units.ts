import { thoroughly } from '../../thoroughly.ts'
import type { KeptUnits } from '../unit-rows.ts'
import type { Connection } from './open.ts'

/** Numbers that the triggers know (migrations/0037-unit-rows.ts). */
export const KINDS = { visit: 0, person: 1 } as const
const ANY = 0

/** How the unit rows of a phase stand. */
export interface KeptState {
  id: number
  /** Moves with whatever is written of it. */
  revision: number
  /** 1: the rows of all units are there. */
  whole: number
  /** The last moment that any row counts. */
  latest: number
  rates: string
  /** Seconds since somebody wrote to it, or noted that it is asked for. */
  idle: number
  /** Of the file: what is outdated later has this number or a higher one. */
  epoch: number
}

/** From so many units on, reading all events takes less than looking for those of each. */
export const MOST_BY_ONE = 50_000

/** Beyond the rows' own meaning: where a goal asks for more than an event's name, what everything is shown as. */
const CHANGE = `case when @any then coalesce((select c.count from site_change c where c.site = @site), 0) end`

function named({ site, experiment, phase, of, meaning, names }: KeptUnits) {
  return { site, experiment, phase, of: KINDS[of], meaning, any: names === undefined ? 1 : 0 }
}

/** Undefined where nothing is kept that means what is asked. */
export function keptState(db: Connection, kept: KeptUnits): KeptState | undefined {
  return db
    .prepare<[object], KeptState>(`select k.id, k.revision, k.whole, k.latest, k.rates,
        unixepoch() - k.touched_at as idle, (select epoch from writer) as epoch
      from unit_kept k
      where k.site = @site and k.experiment = @experiment and k.phase = @phase and k.away = 0 and k.of = @of
        and k.meaning = @meaning and k.change is ${CHANGE}`)
    .get(named(kept))
}

/**
 * From this commit on it is noted whom events happen to. Answers the number under which rows are kept; undefined as long
 * as others of the phase wait to be swept: where each change begins anew, they would pile up.
 */
export function beginKeeping(db: Connection, kept: KeptUnits): number | undefined {
  const begin = db.transaction(() => {
    const like = named(kept)
    const isFree = unswept(db, like) === undefined
    putAway(db, like)
    if (!isFree) return undefined
    const { lastInsertRowid } = db
      .prepare(`insert into unit_kept
          (site, experiment, phase, of, meaning, change, rates, revision, whole, latest, touched_at)
        values (@site, @experiment, @phase, @of, @meaning, ${CHANGE}, '[]', 0, 0, 0, unixepoch())`)
      .run(like)
    const id = Number(lastInsertRowid)
    watch(db, id, kept)
    return id
  })
  return begin.immediate()
}

/** Sets of a phase, those that count or those that are put away. */
const OF_PHASE = 'site = @site and experiment = @experiment and phase = @phase'

function unswept(db: Connection, like: object): unknown {
  return db.prepare(`select id from unit_kept where ${OF_PHASE} and away = 1`).get(like)
}

/** What is put away is watched no more (migrations/0037-unit-rows.ts). */
function putAway(db: Connection, like: object): void {
  db.prepare(`update unit_kept set away = 1 where ${OF_PHASE} and away = 0`).run(like)
}

/** How often it is noted, in seconds, that what is kept is asked for, and how long it is kept where it is not. */
const NOTED_S = 86_400
const UNASKED_S = 28 * 86_400

/** Reading it is a reason to keep it. */
export function isNoteDue({ idle }: KeptState): boolean {
  return idle > NOTED_S
}

export function noteAsked(db: Connection, { id }: KeptState): void {
  db.prepare('update unit_kept set touched_at = unixepoch() where id = ?').run(id)
}

/** A name that nobody has sent yet gets its number when it comes. */
function watch(db: Connection, kept: number, { site, names, reach }: KeptUnits): void {
  const add = db.prepare(`insert or ignore into unit_watch (name, text, kept, site, since, until)
    values (coalesce((select id from name where text = @text), @number), @text, @kept, @site, @since, @until)`)
  const within = { since: reach.from, until: reach.to }
  for (const text of ['exposure', ...(names ?? [])]) {
    add.run({ text, number: -1, kept, site, ...within })
  }
  if (names !== undefined) return
  const always = { since: 0, until: Number.MAX_SAFE_INTEGER }
  add.run({ text: '', number: ANY, kept, site, ...always })
}

/** Rows of one transaction. */
const ROWS = 2_000

/** What nobody asks for any more, or what outdates more than is worked out one by one, would be watched for ever. */
function putAwayUnused(db: Connection): void {
  db.prepare(`update unit_kept set away = 1 where away = 0 and (
      touched_at < unixepoch() - ${UNASKED_S}
      or exists (select 1 from unit_outdated o where o.kept = unit_kept.id limit 1 offset ${MOST_BY_ONE}))`).run()
}

/** Removes rows of what is kept no longer, in slices. */
export async function sweepUnits(db: Connection, pause: () => Promise<void>): Promise<void> {
  putAwayUnused(db)
  const away = db.prepare<[], number>('select id from unit_kept where away = 1').pluck().all()
  for (const id of away) {
    for (const [table, key] of OF_KEPT) {
      const some = `select ${key} from ${table} where kept = @id limit ${ROWS}`
      const remove = db.prepare(`delete from ${table} where kept = @id and (${key}) in (${some})`)
      while (thoroughly(db, () => remove.run({ id }).changes) > 0) await pause()
    }
    db.prepare('delete from unit_kept where id = ?').run(id)
  }
}

const OF_KEPT = [
  ['unit_row', 'who'],
  ['unit_value', 'who, metric'],
  ['unit_outdated', 'kind, who'],
] as const
