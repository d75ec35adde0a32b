import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClickHouseAddress } from '../../collector/clickhouse-address.ts'
import { keepForwarding } from '../../collector/forward/forwarding.ts'
import { waitingRows } from '../../collector/forward/outbox.ts'
import { connect } from '../../collector/store/clickhouse/connect.ts'
import { prepareSchema } from '../../collector/store/clickhouse/schema.ts'
import { type Collector, collector } from '../intake/collector.ts'
import { startClickHouse, type TestClickHouse, type TestDatabase } from './clickhouse.ts'

let clickhouse: TestClickHouse
let database: TestDatabase
let one: Collector

beforeAll(async () => {
  clickhouse = await startClickHouse()
  database = await clickhouse.database()
  one = collector()
})
afterAll(async () => {
  one.close()
  await clickhouse.remove()
})

const view = (id: string, minutes: number) => ({
  ...{ id, name: 'pageview', url: 'https://example.com/', visitor: 'ann' },
  at: Date.UTC(2026, 3, 1) + minutes * 60_000,
})

test('what is stored there and never answered is sent again, and is there once', async () => {
  one.import([view('first-one', 0), view('second-one', 1)])
  const client = connect(ClickHouseAddress.parse(database.url) as ClickHouseAddress, 2_000)
  // The notes that the tables are made: stored, and nobody hears of it.
  await clickhouse.meets({ late: true, times: 2 })
  const prepared = () => prepareSchema(client, '', 0)
  await expect(prepared()).rejects.toThrow(/timeout/iu)
  await expect.poll(() => prepared().then(() => true)).toBe(true)
  // Whose number it is, and the first rows.
  await clickhouse.meets({ late: true, times: 3 })
  const told: (string | undefined)[] = []
  const stop = new AbortController()
  const forwarding = {
    ...{ db: one.db, client, cluster: '', collector: 0, now: Date.now },
    tell: (failure: string | undefined) => told.push(failure),
  }
  const going = keepForwarding(forwarding, stop.signal)
  await expect.poll(() => told.at(0)).toMatch(/timeout/iu)
  await expect.poll(() => told.length > 1 && told.at(-1) === undefined).toBe(true)
  one.import([view('third-one', 2)])
  await expect.poll(() => waitingRows(one.db)).toBe(0)
  stop.abort()
  await going
  await client.close()
  const uids = await database.ask<{ uid: string }>('select uid from event final order by uid')
  expect(uids.map(({ uid }) => uid)).toEqual(['first-one', 'second-one', 'third-one'])
})
