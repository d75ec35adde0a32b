import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptRows } from '../../collector/store/sqlite/kept-rows.ts'
import { type Collector, collector } from '../intake/collector.ts'

const AHEAD = -1
const MANY = 5_000

let one: Collector

beforeEach(() => {
  one = collector()
  const row = one.db.prepare('insert into unit_row values (?, ?, ?, ?, ?, 7, 8, null, 0, null)')
  const value = one.db.prepare('insert into unit_value values (?, ?, ?, ?, 2, 3)')
  for (const [kept, who, variant, at, crossed] of [
    [1, 10, 0, 100, 0],
    [1, 9, 1, 200, 1],
    [1, 12, AHEAD, 0, 0],
    [2, 9, 0, 300, 0],
  ]) {
    row.run(kept, who, variant, at, crossed)
  }
  for (const [kept, who, metric, amount] of [
    [1, 9, 2, 5],
    [1, 9, 0, 4],
    [1, 11, 0, 6],
    [2, 9, 0, 1],
  ]) {
    value.run(kept, who, metric, amount)
  }
})
afterEach(() => one.close())

const LABELS = { acquisition: 7, client: 8, place: null }

test('rows come by number of the unit, each with what it did for which metric', () => {
  const told: unknown[] = []
  const read = keptRows(one.db, () => {})
  read(1, (who, unit) => told.push([who, unit]))
  const values: unknown[] = []
  values[0] = { value: 4, below: 2, before: 3 }
  values[2] = { value: 5, below: 2, before: 3 }
  expect(told).toEqual([
    [9, { variant: 1, at: 200, crossed: true, values, ...LABELS }],
    [10, { variant: 0, at: 100, crossed: false, values: [], ...LABELS }],
  ])
})

test('whoever waits no longer is not read on for, among rows and among values', () => {
  one.db.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${MANY})
    insert into unit_value select 1, 10, i, 1, 0, 0 from n`)
  let looks = 0
  const read = keptRows(one.db, () => {
    looks++
    if (looks === 2) throw new Error('gone')
  })
  const told: number[] = []
  expect(() => read(1, (who) => told.push(who))).toThrow('gone')
  expect(told).toEqual([9])
  read(2, (who) => told.push(who))
  expect(told).toEqual([9, 9])
})
