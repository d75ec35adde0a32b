import fc from 'fast-check'
import { Kysely, type RawBuilder, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EventReader, Histories, History } from '../../collector/store/port.ts'
import { namedParameters } from '../../collector/store/shared-parameters.ts'
import { historiesOf } from '../../collector/store/sqlite/histories.ts'
import { Moments } from '../../collector/store/sqlite/moments.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { PackedRows } from '../../collector/store/sqlite/packed-rows.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { rowsBy } from '../../collector/store/sqlite/rows-by.ts'
import { SharingDialect } from '../../collector/store/sqlite/sharing-dialect.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

/** What is SQLite's own about histories: the passes in bounded memory, and how they end early. */
let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  const minute = (i: number) => Date.parse('2026-11-02T10:00:00Z') + i * 60_000
  // Person i has i events, later ones between earlier ones of others.
  const visitors = [1, 2, 3, 4, 5, 6, 7].flatMap((events) => Array<number>(events).fill(events))
  site.take(
    visitors.map((events, i) => ({
      at: minute((i * 17) % visitors.length),
      visitor: `v${events}`,
      path: '/',
    })),
  )
})
afterAll(() => site.close())

const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER }

function question(): Histories {
  const from = site.reader.dialect.eventsWithin(site.id, EVER)
  const beside = [{ kind: 'value' as const, value: site.reader.dialect.eventId(sql`e.uid`) }]
  return { site: site.id, of: 'person', from, marks: [sql`e.name = 1`], beside }
}

async function listed(histories: AsyncIterable<History>): Promise<History[]> {
  const found: History[] = []
  for await (const history of histories) found.push(history)
  return found
}

/** Histories with no more than `most` moments in memory, and how many passes over the events that took. */
async function bounded(most: number): Promise<{ found: History[]; passes: number }> {
  const db = openDatabase(site.path, { readonly: true })
  const kysely = new Kysely<unknown>({ dialect: new SharingDialect({ database: db }) })
  db.function('id_text', (id) => String(id))
  let passes = 0
  const run = (statement: RawBuilder<unknown>) => {
    passes++
    const { sql: text, parameters } = statement.compile(kysely)
    db.prepare<object>(text).all(namedParameters(parameters))
  }
  try {
    const room = { db, goOn: () => undefined, run, packed: new PackedRows(db) }
    const found = await listed(historiesOf(room, most)(question()))
    return { found, passes }
  } finally {
    db.close()
  }
}

test('when not all fit into memory there are more passes, and the same histories', async () => {
  const { found, passes } = await bounded(28)
  expect(passes).toBe(1)
  expect(found.map(({ moments }) => moments.length).sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
  for (const most of [27, 20, 14, 9, 8, 7]) {
    const fewer = await bounded(most)
    expect(fewer.found).toEqual(found)
    expect(fewer.passes).toBeGreaterThan(1)
  }
})

test('copies are gone through in portions, and tell the same histories', async () => {
  const marks = [{ name: 'pageview' }]
  const place = { kind: 'value' as const, value: sql`e.seq`, kept: 'numbers' as const }
  const asked = { ...question(), marks, beside: [place] }
  const whole = await listed(site.reader.histories(asked))
  const db = openDatabase(site.path, { readonly: true })
  const fromRows = () => {
    throw new Error('rows were read')
  }
  const packed = new PackedRows(db)
  const all = { span: EVER, by: 'moment' as const }
  const rest = { of: 'events' as const, site: site.id, columns: [], goOn: () => undefined }
  packed.columns({ ...all, ...rest })
  for (const most of [28, 20, 9, 7]) {
    const room = { db, goOn: () => undefined, run: fromRows, packed }
    expect(await listed(historiesOf(room, most)({ ...asked, all }))).toEqual(whole)
  }
  db.close()
})

test('a history without any of the wanted marks does not come, one with them comes whole', async () => {
  const last = Math.max(...(await listed(site.reader.histories(question()))).map(({ who }) => who))
  const marks = [sql`e.name = 1`, sql`(v.person = ${last} and e.seq = 0)`, sql`1 = 0`]
  const whole = await listed(site.reader.histories({ ...question(), marks }))
  const found = await listed(site.reader.histories({ ...question(), marks, wanted: 2 }))
  expect(found).toEqual(whole.filter(({ who }) => who === last))
  expect(found).toHaveLength(1)
  expect(await listed(site.reader.histories({ ...question(), marks, wanted: 4 }))).toEqual([])
})

test('a person with more events than fit is refused', async () => {
  await expect(bounded(6)).rejects.toMatchObject({ status: 422 })
})

describe('histories that nobody waits for', () => {
  let asker: AbortController
  let reader: EventReader
  beforeEach(() => {
    const db = openDatabase(site.path, { readonly: true })
    asker = new AbortController()
    reader = eventReader(db, { signal: asker.signal })
    db.function('leave', () => {
      asker.abort(new Error('nobody waits'))
      return 1
    })
  })
  afterEach(() => reader.close())

  /** One event of each of so many people. */
  const ofPeople = (count: number) => {
    const from = sql`from (with recursive n (i) as (select 1 union all select i + 1 from n limit ${count})
      select i as id, i as person from n) v join (select 1 as visit, 1 as seq, 1 as at) e`
    return (holds: RawBuilder<unknown>) =>
      reader.histories({
        ...question(),
        from: sql`${from} where ${holds}`,
        beside: [],
        marks: [sql`1`],
      })
  }

  test('end while they are gathered', async () => {
    // Rows without end: it ends only by being left.
    const histories = ofPeople(-1)(sql`iif(v.id < 3000, 1, leave())`)
    await expect(listed(histories)).rejects.toThrow('nobody')
  })

  test('end while they are told', async () => {
    const histories = ofPeople(3000)(sql`1`)
    const told = async () => {
      for await (const { who } of histories) if (who > 10) asker.abort(new Error('nobody waits'))
    }
    await expect(told()).rejects.toThrow('nobody')
  })
})

test('memory holds no more moments than it may, all of the units up to a bound', () => {
  const units = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(units, fc.integer({ min: 0, max: 20 }), (units, more) => {
      const greatest = Math.max(...units.map((who) => units.filter((one) => one === who).length))
      const most = greatest + more
      const moments = new Moments(most, 1)
      for (const [row, who] of units.entries()) {
        moments.add([who, row, who, `key ${row}`])
        expect(moments.length).toBeLessThanOrEqual(most)
      }
      const kept = [...units.entries()].filter(([, who]) => who <= moments.bound)
      expect(kept.length).toBeGreaterThan(0)
      const { columns, length, beside } = moments
      expect([...columns.who.subarray(0, length)]).toEqual(kept.map(([, who]) => who))
      expect([...columns.at.subarray(0, length)]).toEqual(kept.map(([row]) => row))
      expect(kept.map((_, row) => beside[0]?.at(row))).toEqual(kept.map(([row]) => `key ${row}`))
      expect(beside[0]?.length).toBe(length)
    }),
  )
})

test('rows come by their values, those of equal values in the order they have', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.nat(10_000), fc.maxSafeNat())
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const expected = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
      expect([...rowsBy(Float64Array.from(values))]).toEqual(expected)
    }),
    { examples: [[[5, 3, 4096]], [[4096, 3, 5]]] },
  )
})
