import { BoundedMap } from '../../bounded-map.ts'
import { PERSON_KIND, type PersonKind } from '../../person-kind.ts'
import type { Connection } from './open.ts'
import { packId } from './uid.ts'

/** Rows of `person`: visitors, users and accounts by their own key, and what is known of them. */
export interface Persons {
  /** Number of the row, made when new. */
  id(site: number, kind: PersonKind, key: Buffer | string): number
  find(site: number, kind: PersonKind, key: Buffer | string): number | undefined
  /** A row for somebody who has none, with a first visit when that is known already. */
  add(site: number, kind: PersonKind, key: Buffer | string, start?: number): number
  /** The person has a visit that starts at `start`. */
  startsAt(person: number, start: number): void
  /** Reads the person's first visit again, after visits moved. */
  recountFirst(person: number): void
}

export function persons(db: Connection): Persons {
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
    recountFirst(person) {
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
