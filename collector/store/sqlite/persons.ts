import { BoundedMap } from '../../bounded-map.ts'
import { PERSON_KIND, type PersonKind } from '../../person-kind.ts'
import type { Persons, Said } from '../ledger.ts'
import type { Connection } from './open.ts'
import { packId } from './uid.ts'

/** `writeVisits`: writes those that are put and not written yet. */
export function persons(db: Connection, writeVisits: () => void): Persons {
  const known = new BoundedMap<string, number>(30_000)
  const first = new BoundedMap<number, number>(30_000)
  const select = db.prepare('select id from person where site = ? and kind = ? and key = ?').pluck()
  const insert = db.prepare('insert into person (site, kind, key, first_at) values (?, ?, ?, ?)')
  const lowerFirst = db.prepare(
    'update person set first_at = @start where id = @person and (first_at is null or first_at > @start)',
  )
  const recount = db.prepare(`
    update person set first_at = (
      select min(start) from (
        select * from (select start from visit where visitor = @person and alone = 0 and person = @person
          order by start limit 1)
        union all
        select * from (select start from visit where person = @person and person <> visitor and alone = 0
          order by start limit 1)))
    where id = @person`)
  const siteOf = db.prepare<[number], number>('select site from person where id = ?').pluck()
  const said = db.prepare<[number], Said>('select account, traits from person where id = ?')
  const latest = (field: keyof Said) =>
    db.prepare(`update person set ${field} = @value, ${field}_at = @at
      where id = @person and coalesce(${field}_at, 0) <= @at`)
  const say = { account: latest('account'), traits: latest('traits') }

  function find(site: number, kind: PersonKind, key: Buffer | string): number | undefined {
    const text = textOf(site, kind, key)
    const remembered = known.get(text)
    if (remembered !== undefined) return remembered
    const id = select.get(site, kind, stored(kind, key)) as number | undefined
    if (id !== undefined) known.set(text, id)
    return id
  }

  function add(site: number, kind: PersonKind, key: Buffer | string, start?: number): number {
    const id = Number(insert.run(site, kind, stored(kind, key), start ?? null).lastInsertRowid)
    known.set(textOf(site, kind, key), id)
    if (start !== undefined) first.set(id, start)
    return id
  }

  return {
    find,
    add,
    id(site, kind, key) {
      const found = find(site, kind, key)
      if (found !== undefined) return found
      return add(site, kind, key)
    },
    startsAt(person, start) {
      const before = first.get(person)
      if (before !== undefined && before <= start) return
      lowerFirst.run({ person, start })
      first.set(person, start)
    },
    siteOf: (person) => siteOf.get(person),
    said: (person) => said.get(person) ?? { account: null, traits: null },
    say(person, at, { account, traits }) {
      if (account !== null) say.account.run({ person, at, value: account })
      if (traits !== null) say.traits.run({ person, at, value: traits })
    },
    recountFirst(person) {
      writeVisits()
      recount.run({ person })
      first.delete(person)
    },
  }
}

function textOf(site: number, kind: PersonKind, key: Buffer | string): string {
  return `${site}/${kind}/${typeof key === 'string' ? key : key.toString('latin1')}`
}

/** Cookieless keys are 8 bytes already; sent ids are packed like event ids. */
function stored(kind: PersonKind, key: Buffer | string): Buffer | string {
  return kind === PERSON_KIND.cookieless || typeof key !== 'string' ? key : packId(key)
}
