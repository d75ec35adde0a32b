import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type UnitWriter, unitWriter } from '../../collector/store/sqlite/unit-writer.ts'

let folder: string
let path: string
let writer: UnitWriter

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-writer-'))
  path = join(folder, 'tributary.db')
  new Database(path).exec('create table t (a)').close()
  writer = unitWriter(path)
})
afterEach(() => {
  writer.close()
  rmSync(folder, { recursive: true })
})

test('all that is written for one answer goes over one connection, which ends with it', () => {
  const first = writer.attempt((db) => db)
  expect(writer.attempt((db) => db)).toBe(first)
  writer.close()
  expect(first?.open).toBe(false)
})

test('a file that somebody holds is waited for a second, also while it is opened', () => {
  const other = new Database(path)
  other.exec('begin exclusive')
  expect(writer.attempt(() => 'written')).toBeUndefined()
  other.exec('commit')
  other.close()
  expect(writer.attempt((db) => db.pragma('busy_timeout', { simple: true }))).toBe(1_000)
}, 30_000)

test('what is no trouble of the file is told', () => {
  const breaks = () => {
    throw new TypeError('not of the file')
  }
  expect(() => writer.attempt(breaks)).toThrow('not of the file')
})
