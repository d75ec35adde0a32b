import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { tributary } from '../server.ts'
import { COPY, olderDatabase } from './older.ts'
import { databaseOf, expectInWords, ownFolder } from './sending.ts'
import { NO_SMALL_DISK, resize, smallDisk } from './small-disk.ts'

const list = (data: string) => tributary(['site', 'list', '--data', data])

/** What a copy holds: its latest migration and its notes. Throws when it is damaged. */
function read(copy: string) {
  const db = new Database(copy, { readonly: true })
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    return {
      latest: db.prepare('select max(name) from migration').pluck().get(),
      notes: db.prepare('select count(*) from annotation').pluck().get(),
    }
  } finally {
    db.close()
  }
}

test('an older database is copied whole before it is brought forward', async () => {
  const data = ownFolder()
  olderDatabase(data, 100)
  expect((await list(data)).stdout).toContain('old.example')
  expect(read(join(data, COPY))).toEqual({ latest: '0005-shares', notes: 100 })
  expect(statSync(join(data, COPY)).mode & 0o777).toBe(0o600)
  expect(readdirSync(data).filter((name) => name.includes('.partial'))).toEqual([])
})

test.each([
  ['none of whose bytes were written', ''],
  ['that was cut short', 'SQLite format 3\0'.repeat(200)],
])('a file of that name %s does not pass for the copy', async (_, found) => {
  const data = ownFolder()
  olderDatabase(data, 100)
  writeFileSync(join(data, COPY), found)
  writeFileSync(join(data, `${COPY}.partial`), found)
  expect((await list(data)).code).toBe(0)
  expect(read(join(data, COPY))).toEqual({ latest: '0005-shares', notes: 100 })
  expect(existsSync(join(data, `${COPY}.partial`))).toBe(false)
})

test('without room for the copy nothing is brought forward, and nothing passes for it later', async ({
  skip,
}) => {
  const data = smallDisk(4)
  if (data === undefined) return skip(NO_SMALL_DISK)
  olderDatabase(data, 600)
  for (let start = 0; start < 2; start++) {
    expectInWords(await list(data), /^The disk of .* is full/)
    expect(readdirSync(data)).toEqual(['tributary.sqlite'])
    expect(read(databaseOf(data))).toEqual({ latest: '0005-shares', notes: 600 })
  }
  resize(data, 64)
  expect((await list(data)).code).toBe(0)
  expect(read(join(data, COPY))).toEqual({ latest: '0005-shares', notes: 600 })
})
