import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PostgresAddress } from '../../collector/postgres-address.ts'
import { claimNumber, requireOwnConnection } from '../../collector/settings/postgres/number.ts'
import { sharedSettings } from '../../collector/settings/postgres/open.ts'
import { freePort } from '../free-port.mjs'
import { type FreshDatabase, freshPostgres } from './database.ts'

let postgres: FreshDatabase

beforeAll(async () => {
  postgres = await freshPostgres(process.env.POSTGRES_URL ?? '')
})
afterAll(() => postgres.drop())

async function client(): Promise<pg.Client> {
  const made = new pg.Client({ connectionString: postgres.url })
  made.on('error', () => undefined)
  await made.connect()
  return made
}

test('a number is free again once its process is gone, and not before', async () => {
  const [held, other] = [await client(), await client()]
  await claimNumber(held, 7)
  let isClaimed = false
  const claimed = claimNumber(other, 7).then(() => {
    isClaimed = true
  })
  await wait(600)
  expect(isClaimed).toBe(false)
  await held.end()
  await claimed
  await other.end()
})

test('a number is claimed through no pooler that lends connections by the transaction (authentik 23876, keycloak 49991)', async () => {
  const pooled = mkdtempSync(join(tmpdir(), 'tributary-pooler-'))
  chmodSync(pooled, 0o755)
  const port = await freePort()
  const there = new URL(postgres.url)
  writeFileSync(
    join(pooled, 'pgbouncer.ini'),
    `[databases]
postgres = host=127.0.0.1 port=${there.port} user=postgres dbname=${there.pathname.slice(1)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
ignore_startup_parameters = statement_timeout,extra_float_digits
`,
    { mode: 0o644 },
  )
  const pooler = spawn('pgbouncer', ['-q', ...asNobody(), join(pooled, 'pgbouncer.ini')], {
    stdio: 'ignore',
  })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const pooledAddress = PostgresAddress.parse(url) as PostgresAddress
  const shared = sharedSettings(pooledAddress)
  const one = await connected(url, pooler)
  try {
    await expect(requireOwnConnection(one, shared.pool)).rejects.toThrow(/pooler/u)
  } finally {
    await one.end()
    await shared.close()
    pooler.kill('SIGKILL')
    rmSync(pooled, { recursive: true })
  }
})

/** Waits until a program listens there. */
async function connected(url: string, program: ChildProcess): Promise<pg.Client> {
  for (;;) {
    const made = new pg.Client({ connectionString: url })
    made.on('error', () => undefined)
    try {
      await made.connect()
      return made
    } catch (error) {
      if (program.exitCode !== null) throw error
      await wait(100)
    }
  }
}

/** It refuses to be root. */
function asNobody(): string[] {
  return process.getuid?.() === 0 ? ['-u', 'postgres'] : []
}
