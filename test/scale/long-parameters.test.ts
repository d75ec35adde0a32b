import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClickHouseAddress } from '../../collector/clickhouse-address.ts'
import { beginForwarding } from '../../collector/forward/outbox.ts'
import { elsewhere } from '../../collector/reports/run/elsewhere.ts'
import { binaryRows } from '../../collector/store/clickhouse/binary-rows.ts'
import { execForm, formValue } from '../../collector/store/clickhouse/exec-form.ts'
import { type Collector, collector } from '../intake/collector.ts'
import { startClickHouse, type TestClickHouse } from './clickhouse.ts'

let clickhouse: TestClickHouse
let address: ClickHouseAddress
let one: Collector

beforeAll(async () => {
  clickhouse = await startClickHouse()
  address = ClickHouseAddress.parse((await clickhouse.database()).url) as ClickHouseAddress
  one = collector()
  beginForwarding(one.db)
})
afterAll(async () => {
  one.close()
  await clickhouse.remove()
})

const ODD = ["it's", 'a\\b', 'line\nbreak', 'tab\there', '\r', '京都 🗻', '', "','"]

test('texts and lists go there and come back, whatever they hold', async () => {
  const { stream } = await execForm(
    address,
    10_000,
  )({
    query: `select toNullable({one:String}), toNullable(arrayStringConcat({many:Array(String)}, '|')),
      toInt64(length({numbers:Array(Int64)})) format RowBinary`,
    query_params: {
      one: ODD.join('|'),
      many: ODD,
      numbers: Array.from({ length: 50_000 }, (_, i) => i),
    },
    clickhouse_settings: {},
    use_multipart_params_auto: true,
  })
  const rows = []
  for await (const some of binaryRows(stream, ['text', 'text', 'int'])) rows.push(...some)
  expect(rows).toEqual([[ODD.join('|'), ODD.join('|'), 50_000]])
})

test('what a server refuses is an error with its code', async () => {
  const asked = execForm(
    address,
    10_000,
  )({
    ...{ query: 'select boom', query_params: {}, clickhouse_settings: {} },
    use_multipart_params_auto: true,
  })
  await expect(asked).rejects.toMatchObject({ code: '47' })
})

test.each([
  [null, '\\N'],
  [12, '12'],
  ["it's", "it\\'s"],
  [["a'b", null, 3], "['a\\'b',NULL,3]"],
])('%j is written %s', (value, text) => expect(formValue(value)).toBe(text))

test('histories ask about as many people as there are, and say when nobody answers', async () => {
  const { signal } = new AbortController()
  const asking = { site: 'example.com', now: Date.now(), signal, look: () => undefined }
  const people = Array.from({ length: 100_000 }, (_, i) => i)
  const read = async () => {
    const room = await elsewhere(one.db, { ...address, limit_ms: 30_000 })(asking)
    return await room?.run(async ({ reader }) => {
      const { isAmong } = reader.dialect
      const from = sql`from visit v where v.site = 1 and ${isAmong(sql`v.person`, people)}`
      const histories = reader.histories({
        ...{ site: 1, of: 'person', moments: 'visits', from, marks: [sql`1 = 1`], beside: [] },
      })
      let count = 0
      for await (const _ of histories) count += 1
      return count
    })
  }
  await expect(read()).rejects.toThrow('Unknown table')
  await clickhouse.kill9()
  await expect(read()).rejects.toMatchObject({ status: 503 })
})
