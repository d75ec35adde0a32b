import type { KeptUnits, WorkedUnit } from '../unit-rows.ts'
import { type KeptState, KINDS } from './kept-units.ts'
import type { Connection } from './open.ts'
import type { Cause } from './outdated-units.ts'

/** What becomes known in one transaction. */
export interface UnitSlice {
  /** Numbers of units; those that are not among the worked ones have no row. */
  units: readonly number[]
  worked: readonly WorkedUnit[]
  /** Seen to by these rows. */
  causes: readonly Cause[]
  whole: boolean
  rates: string
}

/** Stands for a unit whose exposures all lie ahead. */
export const AHEAD = -1

/**
 * Writes rows as the state of `state` had them; answers false, having written nothing, once somebody else has written
 * to what is kept, or put it away: nobody would remove what comes after it was swept. Whoever is outdated since then is left as he is: what was erased meanwhile does not come back.
 */
export function unitWriting(
  db: Connection,
  { of }: Pick<KeptUnits, 'of'>,
  { id, epoch, revision }: Pick<KeptState, 'id' | 'epoch' | 'revision'>,
): (slice: UnitSlice) => boolean {
  const { advance, isOutdated, forget, forgetValues, put, putValue, settle } = statements(db)
  let expected = revision

  function write({ who, unit, latest, due }: WorkedUnit): void {
    const nobody = { variant: AHEAD, at: 0, crossed: false }
    const labels = { acquisition: null, client: null, place: null }
    const { variant, at, crossed, acquisition, client, place } = unit ?? { ...nobody, ...labels }
    put.run(id, who, variant, at, Number(crossed), acquisition, client, place, latest, due)
    unit?.values.forEach((one, metric) => {
      if (one) putValue.run(id, who, metric, one.value, one.below, one.before)
    })
  }

  const isFree = (who: number) => isOutdated.get(id, KINDS[of], who, epoch) === undefined

  function clear(who: number): void {
    forget.run(id, who)
    forgetValues.run(id, who)
  }

  function writeAll({ units, worked, causes }: UnitSlice): void {
    for (const who of units.filter(isFree)) clear(who)
    for (const one of worked.filter(({ who }) => isFree(who))) write(one)
    for (const { kind, who } of causes) settle.run(id, kind, who, epoch)
  }

  const slice = db.transaction((given: UnitSlice): boolean => {
    const { whole, rates } = given
    const latest = given.worked.reduce((last, one) => Math.max(last, one.latest), 0)
    const moved = advance.run({ id, expected, latest, whole: Number(whole), rates })
    if (moved.changes === 0) return false
    writeAll(given)
    return true
  })

  return (given) => {
    const done = slice.immediate(given)
    expected++
    return done
  }
}

function statements(db: Connection) {
  return {
    advance: db.prepare(`update unit_kept set revision = revision + 1, touched_at = unixepoch(),
      latest = max(latest, @latest), whole = @whole, rates = @rates
      where id = @id and revision = @expected and away = 0`),
    isOutdated: db.prepare(
      'select 1 from unit_outdated where kept = ? and kind = ? and who = ? and epoch >= ?',
    ),
    forget: db.prepare('delete from unit_row where kept = ? and who = ?'),
    forgetValues: db.prepare('delete from unit_value where kept = ? and who = ?'),
    put: db.prepare(`insert into unit_row
      (kept, who, variant, at, crossed, acquisition, client, place, latest, due)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    putValue: db.prepare(`insert into unit_value (kept, who, metric, value, below, before)
      values (?, ?, ?, ?, ?, ?)`),
    settle: db.prepare(
      'delete from unit_outdated where kept = ? and kind = ? and who = ? and epoch < ?',
    ),
  }
}
