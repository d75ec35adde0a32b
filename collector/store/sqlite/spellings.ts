import { type Acquisition, derive } from '../../acquisition/derive.ts'
import { type AcquisitionFacts, factsKey } from '../../acquisition/facts.ts'
import { BoundedMap } from '../../bounded-map.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Spellings } from '../ledger.ts'
import type { Connection } from './open.ts'

/** Longer ones are rare: they are written each time, so that the memory has a bound. */
const MEMORABLE = 400

export function spellings(db: Connection): Spellings {
  /** Per distinct facts, the earliest event noted so far: later ones have nothing to say. */
  const noted = new BoundedMap<string, number>(20_000)
  const put = db.prepare(`
    insert into spelling (site, field, value, text, at) values (?, ?, ?, ?, ?)
    on conflict (site, field, value) do update set text = excluded.text, at = excluded.at
    where excluded.at < at`)

  function write(site: IntakeSite, facts: AcquisitionFacts, at: number): void {
    const { spelling, ...values } = derive(facts, null, site.rules)
    for (const field of Object.keys(spelling) as (keyof Acquisition['spelling'])[]) {
      const text = spelling[field]
      if (text !== null) put.run(site.id, field, values[field], text, at)
    }
  }

  return {
    note(site, facts, at) {
      if (Object.keys(facts.tags).length === 0) return
      const key = `${site.id}${factsKey(facts)}${Object.values(facts.tags).join(' ')}`
      const before = noted.get(key)
      if (before !== undefined && before <= at) return
      if (key.length <= MEMORABLE) noted.set(key, at)
      write(site, facts, at)
    },
  }
}
