import { expect, test } from 'vitest'
import { lookAt } from '../../collector/http/look-at-file.ts'
import { pageDay, totalsDay } from '../imported/scene.ts'
import { madeReading } from './made-reading.ts'

const parts = [
  [totalsDay('2026-01-02', 3), pageDay('2026-01-02', '/a', 2)],
  [totalsDay('2026-01-04', 3)],
  [totalsDay('2026-01-05', 3)],
]

const TABLE = { table: 'pages' as const, rows: 1, from: '2026-01-02', to: '2026-01-02', days: 1 }

test('of daily sums all of a file is looked at', async () => {
  const seen = await lookAt(madeReading(parts), {
    now: () => 0,
    wouldCome: async () => [{ ...TABLE, replaced: 2 }],
  })
  expect(seen).toMatchObject({ coming: 4, replaced: 2, complete: true, tables: [TABLE] })
  expect(seen.standing).toMatchObject({
    share: 1,
    counts: { read: 4, from: Date.UTC(2026, 0, 2), to: Date.UTC(2026, 0, 5), days: 4 },
  })
})

test('of a file that takes long its beginning is looked at', async () => {
  let now = 0
  const clock = () => {
    now += 20_000
    return now
  }
  const seen = await lookAt(madeReading(parts), { now: clock, wouldCome: async () => [] })
  expect(seen).toMatchObject({ coming: 3, complete: false })
  expect(seen.standing).toMatchObject({ share: 2 / 3, counts: { to: Date.UTC(2026, 0, 4) } })
})
