import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'

test('a tally whose asker leaves while it runs ends midway, heard of by looking', async () => {
  const asker = new AbortController()
  let looks = 0
  const look = () => {
    looks++
    if (looks > 1) asker.abort(new Error('nobody waits'))
  }
  const reader = eventReader(openDatabase(':memory:'), { signal: asker.signal, look })
  const from = sql`from (with recursive n (i) as (select 1 union all select i + 1 from n) select i from n)`
  // Rows without end: it ends only by being left.
  await expect(reader.tally({ site: 1, keys: [], sums: [], from })).rejects.toThrow('nobody')
  expect(looks).toBe(2)
  await reader.close()
})
