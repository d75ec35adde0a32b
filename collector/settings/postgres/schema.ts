import type { ClientBase } from 'pg'
import { Explained } from '../../explained.ts'
import { STEPS } from './steps.ts'

/** PostgreSQL has no `exclusive` of its own for this; the number is ours. */
const MIGRATING = 7_301_001

/**
 * Brings the schema forward, all in one transaction. Throws an Explained for a database that a newer program has brought further, touching
 * nothing.
 */
export async function bringForward(client: ClientBase): Promise<void> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATING])
    const applied = await appliedSteps(client)
    const known = new Set(STEPS.map(({ name }) => name))
    const newer = applied.find((name) => !known.has(name))
    if (newer !== undefined) {
      throw new Explained(
        `The settings in PostgreSQL were brought to "${newer}" by a newer version of this program. Install that version here, too.`,
      )
    }
    for (const { name, up } of STEPS) {
      if (applied.includes(name)) continue
      await client.query(up)
      await client.query('insert into migration (name, applied_at) values ($1, $2)', [
        name,
        Date.now(),
      ])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function appliedSteps(client: ClientBase): Promise<string[]> {
  await client.query(
    'create table if not exists migration (name text primary key, applied_at bigint not null)',
  )
  const { rows } = await client.query<{ name: string }>('select name from migration order by name')
  return rows.map(({ name }) => name)
}
