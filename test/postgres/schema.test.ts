import { afterAll, beforeAll, expect, test } from 'vitest'
import { COPIED, KEPT_THERE } from '../../collector/settings/postgres/copied.ts'
import { type FreshDatabase, freshPostgres } from './database.ts'
import { newFolder, type Opened, openThere, removeFolder } from './folder.ts'

const folder = newFolder()
let postgres: FreshDatabase
let data: Opened

beforeAll(async () => {
  postgres = await freshPostgres(process.env.POSTGRES_URL ?? '')
  data = await openThere(folder, postgres.address)
})
afterAll(async () => {
  await data.close()
  await postgres.drop()
  removeFolder(folder)
})

const TABLES = [...COPIED.map(({ table }) => table), ...KEPT_THERE]

interface Column {
  name: string
  is_number: boolean
  is_null: boolean
}

const inFile = (table: string): Column[] =>
  data.db
    .prepare<[string], { name: string; type: string; notnull: number; pk: number }>(
      'select name, type, "notnull", pk from pragma_table_info(?) order by name',
    )
    .all(table)
    .map(({ name, type, notnull, pk }) => ({
      name,
      is_number: type !== 'TEXT',
      is_null: notnull === 0 && pk === 0,
    }))

async function there(table: string): Promise<Column[]> {
  const { rows } = await data.shared.pool.query<{ name: string; type: string; nullable: string }>(
    `select column_name as name, data_type as type, is_nullable as nullable
    from information_schema.columns where table_schema = 'public' and table_name = $1
    order by column_name collate "C"`,
    [table],
  )
  return rows.map(({ name, type, nullable }) => ({
    name,
    is_number: type !== 'text',
    is_null: nullable === 'YES',
  }))
}

test.each(TABLES)('the table %s has the same columns on both sides', async (table) => {
  expect(await there(table)).toEqual(inFile(table))
})

test('every table that belongs to a site or a person is one of them', () => {
  const all = data.db
    .prepare<[], string>(
      `select m.name from sqlite_master m join pragma_foreign_key_list(m.name) f
      where m.type = 'table' and f."table" in ('site', 'user') group by m.name order by m.name`,
    )
    .pluck()
    .all()
  const told = new Set(TABLES)
  expect(all.filter((table) => !told.has(table))).toEqual([])
})

test.each(COPIED)('the key of $table is its key in the file', ({ table, key }) => {
  const columns = data.db
    .prepare<[string], string>('select name from pragma_table_info(?) where pk > 0 order by pk')
    .pluck()
    .all(table)
  expect(key.map(([column]) => column)).toEqual(columns)
})
