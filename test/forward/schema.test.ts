import { expect, test } from 'vitest'
import { ClickHouseAddress } from '../../collector/clickhouse-address.ts'
import {
  NewerSchemaError,
  prepareSchema,
  schemaStatements,
} from '../../collector/store/clickhouse/schema.ts'
import { KEYS, TABLES } from '../../collector/store/clickhouse/tables.ts'

test.each([
  ['https://ann:s%40cret@ch.example.com:8443/growth', 'https://ann:…@ch.example.com:8443/growth'],
  ['http://127.0.0.1:8123', 'http://default@127.0.0.1:8123/default'],
  ['http://ann@[::1]:8123/x', 'http://ann@[::1]:8123/x'],
])('%s is shown without its password', (text, shown) => {
  const address = ClickHouseAddress.parse(text)
  expect(String(address)).toBe(shown)
  expect(JSON.stringify({ address })).not.toContain('s@cret')
})

test('a password is what the URL means by it', () => {
  expect(ClickHouseAddress.parse('http://a:s%40c%2F@h/d')).toMatchObject({
    ...{ origin: 'http://h', username: 'a', password: 's@c/', database: 'd' },
  })
})

test.each([
  '',
  'clickhouse',
  'tcp://h:9000/d',
  'http://h/d?x=1',
  'http://h/d-d',
  "http://h/d'; drop",
])('"%s" is no address of a ClickHouse', (text) =>
  expect(ClickHouseAddress.parse(text)).toBeUndefined(),
)

test('every table is there once, by the key of its rows, the latest version of each', () => {
  const statements = schemaStatements('')
  expect(statements).toHaveLength(TABLES.length + 2)
  for (const table of TABLES) {
    const statement = statements.find((one) => one.includes(`if not exists ${table} (`))
    expect(statement).toContain(
      `ReplacingMergeTree(version, gone) order by (${KEYS[table].join(', ')})`,
    )
    expect(statement).not.toContain('partition by')
  }
})

test('on a cluster each is made on all servers, which are replicas of each other', () => {
  for (const statement of schemaStatements('growth')) {
    expect(statement).toContain("on cluster 'growth'")
    expect(statement).toContain(
      "MergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}'",
    )
  }
})

/** Keeps what it is told, as far as the schema asks for it again. */
function told(applied: string[]) {
  const statements: string[] = []
  return {
    statements,
    async command({ query }: { query: string }) {
      statements.push(query)
    },
    async query() {
      return { json: async () => applied.map((name) => ({ name })) }
    },
    async insert({ values }: { values: object[] }) {
      applied.push(...values.map((row) => String((row as { name: string }).name)))
    },
  }
}

test('what is made is not made again, and what a later program made is left alone', async () => {
  const client = told([])
  await prepareSchema(client, '', 0)
  const made = client.statements.length
  await prepareSchema(client, '', 0)
  // The list of steps is asked for, and no more.
  expect(client.statements.length).toBe(made + 1)
  const later = told(['0001-tables', '0009-later'])
  await expect(prepareSchema(later, '', 0)).rejects.toThrow(NewerSchemaError)
  expect(later.statements).toHaveLength(1)
})
