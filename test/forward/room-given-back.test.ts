import { afterEach, beforeEach, expect, test } from 'vitest'
import { canShrink, giveBackRoom, makeShrinkable } from '../../collector/forward/room-given-back.ts'
import { type Collector, collector } from '../intake/collector.ts'

let one: Collector

beforeEach(() => {
  one = collector()
  one.db.exec('create table heavy (text)')
})
afterEach(() => one.close())

const pages = (of = 'page_count') => Number(one.db.pragma(of, { simple: true }))
const fill = () =>
  one.db.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000)
    insert into heavy select printf('%0200d', i) from n`)

test('a file that can gives back most of what is free, some at a time', async () => {
  makeShrinkable(one.db)
  fill()
  const before = pages()
  one.db.exec('delete from heavy')
  expect(pages()).toBe(before)
  let turns = 0
  await giveBackRoom(one.db, async () => {
    turns += 1
  })
  expect(pages()).toBeLessThan(before / 2)
  expect(pages('freelist_count')).toBeLessThanOrEqual(before / 8)
  expect(turns).toBeGreaterThan(1)
})

test('a file that was not made so keeps it, until it is written anew', async () => {
  expect(canShrink(one.db)).toBe(false)
  fill()
  const before = pages()
  one.db.exec('delete from heavy')
  await giveBackRoom(one.db, async () => {})
  expect(pages()).toBe(before)
  makeShrinkable(one.db)
  expect(canShrink(one.db)).toBe(true)
  expect(pages()).toBeLessThan(before / 2)
})
