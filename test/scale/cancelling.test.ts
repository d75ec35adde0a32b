import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClickHouseAddress } from '../../collector/clickhouse-address.ts'
import { beginForwarding } from '../../collector/forward/outbox.ts'
import { elsewhere } from '../../collector/reports/run/elsewhere.ts'
import { type Collector, collector } from '../intake/collector.ts'
import { startClickHouse, type TestClickHouse } from './clickhouse.ts'

let clickhouse: TestClickHouse
let address: ClickHouseAddress
let one: Collector

beforeAll(async () => {
  clickhouse = await startClickHouse()
  const { url } = await clickhouse.database()
  address = ClickHouseAddress.parse(url) as ClickHouseAddress
  one = collector()
  beginForwarding(one.db)
})
afterAll(async () => {
  one.close()
  await clickhouse.remove()
})

const ENDLESS = sql<{ n: number }>`select sum(sipHash64(number)) as n from numbers(1000000000000)`

test('a report that nobody waits for any more ends, here and there', async () => {
  const left = new AbortController()
  let isLeft = false
  const look = () => isLeft && left.abort(new Error('left'))
  const room = await elsewhere(one.db, { ...address, limit_ms: 60_000 })({
    ...{ site: 'example.com', now: Date.now(), signal: left.signal, look },
  })
  const ended = expect(room?.run(({ reader }) => reader.rows(ENDLESS))).rejects.toThrow('left')
  await expect.poll(() => clickhouse.running()).toBe(1)
  isLeft = true
  await ended
  await expect.poll(() => clickhouse.running()).toBe(0)
})

test('while it has not been told all that the file holds, the file answers', async () => {
  one.db.exec('update forwarder set extent = 7')
  const { signal } = new AbortController()
  const asking = { site: 'example.com', now: Date.now(), signal, look: () => undefined }
  expect(await elsewhere(one.db, { ...address, limit_ms: 60_000 })(asking)).toBeUndefined()
  one.db.exec('update forwarder set extent = 0')
  expect(await elsewhere(one.db, { ...address, limit_ms: 60_000 })(asking)).toBeDefined()
})
