import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Connection, openDatabase } from '../../collector/store/sqlite/open.ts'
import { fillSeen, seen } from '../../collector/store/sqlite/seen.ts'
import { freshDatabase } from '../fresh-database.ts'
import { collector } from '../intake/collector.ts'

let folder: string
let path: string
let db: Connection

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-seen-'))
  path = join(folder, 'tributary.db')
  db = freshDatabase(path)
})

afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `id-${from + index}`)

/** Adds in commits of 500. Answers how many were new. */
function addAll(all: readonly string[]): number {
  const known = seen(db)
  let fresh = 0
  for (let from = 0; from < all.length; from += 500) {
    db.transaction(() => {
      for (const id of all.slice(from, from + 500)) fresh += Number(known.add(1, id))
      known.flush()
    })()
  }
  return fresh
}

const rowsOf = (table: string) => db.prepare(`select count(*) from ${table}`).pluck().get()

test('an id is new once, before, during and after its way into the table', () => {
  // 32,768 begin a merge that takes a quarter as many further ids.
  expect(addAll(ids(0, 36_000))).toBe(36_000)
  expect(rowsOf('seen')).toBeGreaterThan(0)
  expect(addAll(ids(0, 36_000))).toBe(0)
  expect(addAll(ids(30_000, 80_000))).toBe(44_000)
  expect(addAll(ids(0, 80_000))).toBe(0)
})

test('a merge that was interrupted leaves nothing out and nothing twice', () => {
  addAll(ids(0, 33_500))
  expect(rowsOf('seen')).toBeLessThan(33_000)
  db.close()
  db = openDatabase(path)
  expect(addAll(ids(0, 33_500))).toBe(0)
  addAll(ids(33_500, 90_000))
  expect(rowsOf('seen')).toBeGreaterThan(60_000)
  expect(addAll(ids(0, 90_000))).toBe(0)
})

test('a file whose ids were forgotten by a migration learns them from its events', () => {
  const at = Date.UTC(2026, 5, 1)
  const lines = Array.from({ length: 300 }, (_, index) => ({
    id: index % 2 ? `plain-id-${index}` : `nano_id-of-21chars${`${index}`.padStart(3, '0')}`,
    name: 'pageview',
    at: at + index * 60_000,
    url: 'https://example.com/',
    visitor: `visitor-${index % 7}`,
  }))
  const one = collector({})
  try {
    expect(one.import(lines).every((fate) => fate === 'accepted')).toBe(true)
    one.db.exec('delete from seen; delete from seen_log')
    expect(fillSeen(one.db)).toBe(true)
    expect(fillSeen(one.db)).toBe(false)
    one.store.forget()
    expect(new Set(one.import(lines))).toEqual(new Set(['duplicate']))
  } finally {
    one.close()
  }
})
