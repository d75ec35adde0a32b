import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  CLOUD_COLUMNS,
  cloudCells,
  csv,
  DUMP_COLUMNS,
  dumpCells,
  numbers,
  SESSION_COLUMNS,
  sessionsOf,
  type UmamiRow,
  umamiRows,
} from '../moving/made-up.ts'
import { zip } from '../moving/packed.ts'
import { ORIGIN, useApp } from './server.ts'

const app = useApp({}, () => Date.UTC(2026, 5, 15))
let token: string

beforeAll(async () => {
  token = await app.token(['write', 'read', 'ingest'])
})

async function bring(domain: string, body: Uint8Array | string) {
  const answer = await app.send(
    new Request(`${ORIGIN}/api/sites/${domain}/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, host: 'growth.example' },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    }),
  )
  return await answer.json()
}

/** What reports say of a site, by all that a file tells. */
async function told(domain: string): Promise<unknown[]> {
  const asked = ['channel', 'landing_page', 'country', 'browser', 'event', 'time:day'].map(
    async (dimension) => {
      const path = `/api/sites/${domain}/reports/stats`
      const body = {
        period: 'all',
        metrics: ['visitors', 'visits', 'pageviews', 'events', 'bounce_rate', 'visit_duration'],
        dimensions: [dimension],
      }
      const answer = await app.ask(path, { token, method: 'POST', body })
      const { rows, totals } = await answer.json()
      return { dimension, rows, totals }
    },
  )
  return await Promise.all(asked)
}

function shuffled<T>(all: readonly T[], seed: number): T[] {
  const random = numbers(seed)
  const keyed = all.map((one) => ({ one, key: random() }))
  return keyed.sort((one, other) => one.key - other.key).map(({ one }) => one)
}

/** The same rows of a site of its own. */
function rowsOf(rows: readonly UmamiRow[], hostname: string): UmamiRow[] {
  return rows.map((row) => ({ ...row, hostname }))
}

let sites = 0
async function freshSite(): Promise<string> {
  sites += 1
  const domain = `site${sites}.example`
  await app.site(domain)
  return domain
}

test('a shuffled file gives the same reports', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000 }), fc.integer(), async (seed, order) => {
      const rows = [...umamiRows(400, seed)].map((row) => ({
        ...row,
        at: Math.floor(row.at / 1_000) * 1_000,
      }))
      const [straight, mixed] = [await freshSite(), await freshSite()]
      const file = (some: UmamiRow[], domain: string) =>
        csv(CLOUD_COLUMNS, rowsOf(some, domain).map(cloudCells))
      await bring(straight, file(rows, straight))
      await bring(mixed, file(shuffled(rows, order), mixed))
      expect(await told(mixed)).toEqual(await told(straight))
    }),
    { numRuns: 3 },
  )
})

test('what was brought in from the Cloud is nothing new in a dump of the same', async () => {
  const domain = await freshSite()
  const rows = rowsOf([...umamiRows(300, 7)], domain)
  const cloud = csv(CLOUD_COLUMNS, rows.map(cloudCells))
  const dump = zip({
    'website_event.csv': csv(DUMP_COLUMNS, shuffled(rows, 3).map(dumpCells), { separator: ';' }),
    'session.csv': csv(SESSION_COLUMNS, sessionsOf(rows)),
  })
  expect(await bring(domain, cloud)).toMatchObject({ stored: 300 })
  expect(await bring(domain, dump)).toMatchObject({ stored: 0, duplicate: 300 })
})
