import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { PostgresAddress } from '../../collector/postgres-address.ts'

/** A database of its own. */
export interface FreshDatabase {
  url: string
  address: PostgresAddress
  drop(): Promise<void>
}

async function asked(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** An empty one on the server of that address. */
export async function freshPostgres(server: string): Promise<FreshDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await asked(server, `create database ${name}`)
  const url = new URL(`/${name}`, server).href
  const address = PostgresAddress.parse(url)
  if (!address) throw new Error(`${url} is no address`)
  return { url, address, drop: () => asked(server, `drop database ${name} with (force)`) }
}

/** Where the settings of these tests are: in PostgreSQL where the run has one, else in the file. */
export async function settingsElsewhere(): Promise<FreshDatabase | undefined> {
  const server = process.env.POSTGRES_URL
  return server === undefined ? undefined : await freshPostgres(server)
}
