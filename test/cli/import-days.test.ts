import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openData } from '../../collector/data-folder.ts'
import { PLAUSIBLE } from '../moving/days/files.ts'
import { zip } from '../moving/days/zip.ts'
import {
  addSite,
  dataFolder,
  removeFolder,
  startServer,
  type TestServer,
  tributary,
} from '../server.ts'

const DOMAIN = 'example.com'
const data = dataFolder()
const files = dataFolder()
let server: TestServer
let token: string

beforeAll(async () => {
  await addSite(data, DOMAIN)
  const made = await tributary(['token', 'create', '--scope', 'admin', '--data', data])
  token = made.stdout.trim().split('\n').at(-1) ?? ''
  server = await startServer({ data })
})
afterAll(async () => {
  await server.stop()
  removeFolder(data)
  removeFolder(files)
})

async function api(path: string, method = 'GET', body?: object) {
  const answer = await fetch(`${server.url}/api/sites/${DOMAIN}/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
  return await answer.json()
}

/** Visits by their source. */
async function sources(): Promise<Record<string, number>> {
  const period = { from: '2026-05-01', to: '2026-05-31' }
  const asked = { period, metrics: ['visits'], dimensions: ['source'] }
  const { rows: found } = await api('reports/stats', 'POST', asked)
  return Object.fromEntries(
    found.map(({ source, visits }: { source: string; visits: number }) => [source, visits]),
  )
}

function rows(): unknown {
  const { db, close } = openData(data)
  try {
    return db
      .prepare(
        'select (select count(*) from imported_sum), (select count(*) from imported_key), (select count(*) from imported_file)',
      )
      .raw()
      .get()
  } finally {
    void close()
  }
}

const GA4 = `# ----------------------------------------
# 20260510-20260512
# ----------------------------------------

Date,Session source / medium,Total users,Sessions,Views
20260510,google / cpc,8,10,25
20260512,(direct) / (none),2,3,4
yesterday,(direct) / (none),2,3,4
`

test.each([
  {
    format: 'plausible',
    name: 'export.zip',
    bytes: zip(PLAUSIBLE),
    here: { google: 5, 'hacker news': 6, newsletter: 2, direct: 3 },
    came: { from: '2026-05-01', to: '2026-05-02', days: 2 },
  },
  {
    format: 'ga4',
    name: 'ga4.csv',
    bytes: Buffer.from(GA4),
    here: { google: 10, direct: 3 },
    came: { from: '2026-05-10', to: '2026-05-12', days: 3, rejected: { 'no date': 1 } },
  },
])(
  '$format’s daily sums are stored, listed and taken back',
  async ({ came, ...given }) => {
    const path = join(files, given.name)
    writeFileSync(path, given.bytes)
    const bring = async (...more: string[]) => {
      const args = ['import', DOMAIN, path, '--format', given.format, '--json', '--data', data]
      const { code, stdout, stderr } = await tributary([...args, ...more])
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
      return JSON.parse(stdout)
    }
    const period = { from: Date.parse(came.from), to: Date.parse(came.to), days: came.days }
    expect(await bring('--dry-run')).toMatchObject({ ...period, stored: 0 })
    expect(rows()).toEqual([0, 0, 0])
    const counts = await bring()
    expect(counts).toMatchObject({ ...period, duplicate: 0 })
    expect(counts.stored).toBeGreaterThan(0)
    expect(await sources()).toEqual(given.here)
    expect(await bring()).toMatchObject({ stored: 0, duplicate: counts.stored })
    const { items } = await api('imports')
    expect(items).toMatchObject([
      { state: 'done', stored: 0, duplicate: counts.stored },
      { ...came, state: 'done', kind: 'days', format: given.format, file: given.name },
    ])
    for (const { id } of items) await api(`imports/${id}`, 'DELETE')
    expect((await api('imports')).items).toEqual([])
    expect(rows()).toEqual([0, 0, 0])
    expect(await sources()).toEqual({})
  },
  120_000,
)
