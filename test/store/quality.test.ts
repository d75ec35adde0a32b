import { afterEach, beforeEach, expect, test } from 'vitest'
import { quality, type SqliteQuality } from '../../collector/store/sqlite/quality.ts'
import { type Collector, collector } from '../intake/collector.ts'

const NOON = Date.UTC(2026, 2, 10, 12)
const DAY = 86_400_000
let one: Collector
beforeEach(() => {
  one = collector()
})
afterEach(() => one.close())

/** A writer of its own, as after a restart. */
function counted(work: (counts: SqliteQuality) => void): void {
  const counts = quality(one.db)
  work(counts)
  counts.flush()
}

const rows = (kind: string, detail = '%') =>
  one.db
    .prepare('select count(*) n, sum(count) total from quality where kind = ? and detail like ?')
    .get(kind, detail)

test('a day keeps 300 details of a kind, however many commits bring them', () => {
  for (let commit = 0; commit < 10; commit += 1)
    counted((counts) => {
      for (let i = 0; i < 100; i += 1) counts.count(1, NOON, 'proxy', `${commit}-${i}.example`)
    })
  expect(rows('proxy')).toEqual({ n: 301, total: 1_000 })
  expect(rows('proxy', '')).toEqual({ n: 1, total: 700 })
})

test('what has its text goes on being counted by it, and other kinds and days have room of their own', () => {
  counted((counts) => {
    for (let i = 0; i < 2_000; i += 1) counts.count(1, NOON, 'proxy', `${i}.example`)
  })
  counted((counts) => {
    counts.count(1, NOON, 'proxy', '7.example')
    counts.count(1, NOON, 'trimmed', 'props')
    counts.count(1, NOON + DAY, 'proxy', 'late.example')
    counts.count(2, NOON, 'proxy', 'late.example')
  })
  expect(rows('proxy', '7.example')).toEqual({ n: 1, total: 2 })
  expect(rows('trimmed', 'props')).toEqual({ n: 1, total: 1 })
  expect(rows('proxy', 'late.example')).toEqual({ n: 2, total: 2 })
})
