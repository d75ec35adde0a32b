import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PLAUSIBLE } from '../moving/days/files.ts'
import { CLOUD_COLUMNS, cloudCells, csv, numbers, umamiRows } from '../moving/made-up.ts'
import { zip } from '../moving/packed.ts'
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
  const answer = await fetch(`${server.url}/api/sites/${DOMAIN}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
  return await answer.json()
}

function file(name: string, bytes: string | Uint8Array): string {
  const path = join(files, name)
  writeFileSync(path, bytes)
  return path
}

const bring = (path: string, ...more: string[]) =>
  tributary(['import', DOMAIN, path, ...more, '--data', data])
const counted = async (path: string, ...more: string[]) =>
  JSON.parse((await bring(path, '--json', ...more)).stdout)
/** As `export` writes them. */
async function exported(): Promise<{ props?: object }[]> {
  const answer = await fetch(`${server.url}/api/sites/${DOMAIN}/export`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const lines = (await answer.text()).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line))
}

/** A run of the program is a process: on a busy machine it takes its time. */
const LONG = 120_000

const event = (id: string) =>
  JSON.stringify({
    ...{ id, name: 'pageview', at: 1_767_225_600_000, url: 'https://example.com/a', visitor: id },
    props: { plan: 'pro' },
  })

test(
  'of a file with several websites that of the site is read, unless another is named',
  async () => {
    const [one, two] = [
      '94db1cb1-74f4-4a40-ad6c-962362670401',
      '94db1cb1-74f4-4a40-ad6c-962362670402',
    ]
    await api('', 'PUT', { umami_website_id: one })
    const rows = [...umamiRows(6)].map(cloudCells)
    const mixed = rows.map((row, i) => ({ ...row, website_id: i < 2 ? one : two }))
    const path = file('website_event.csv', csv(CLOUD_COLUMNS, mixed))
    expect(await counted(path, '--dry-run')).toMatchObject({
      ...{ coming: 2, rejected: { 'of another website': 4 } },
    })
    expect(await counted(path, '--dry-run', '--website', two)).toMatchObject({ coming: 4 })
    expect(readFileSync(`${path}.rejected.ndjson`, 'utf8')).toContain('of another website')
    await api('', 'PUT', { umami_website_id: null })
  },
  LONG,
)

test(
  'our own export is looked at, and where that is asked for listed and taken back as any other',
  async () => {
    const path = file('own.ndjson', `${event('event-01')}\n${event('event-02')}\nnonsense\n`)
    const looked = await bring(path, '--dry-run')
    expect(looked).toMatchObject({ code: 0, stderr: expect.stringContaining('nothing is stored') })
    expect(looked.stdout).toBe(
      'read 3, would store 2 (1 day, 2026-01-01 to 2026-01-01), would refuse 1 (invalid_json 1)\n',
    )
    expect((await api('/imports')).items).toEqual([])
    expect(await counted(path, '--undo')).toMatchObject({
      ...{ stored: 2, rejected: { invalid_json: 1 } },
    })
    expect(await counted(path, '--dry-run')).toMatchObject({ coming: 0, duplicate: 2, stored: 0 })
    const [item] = (await api('/imports')).items
    expect(item).toMatchObject({
      ...{ state: 'done', format: 'events', file: 'own.ndjson', stored: 2, detail: null },
      rejected_lines: [{ line: 3, reason: 'invalid_json' }],
    })
    expect(await api(`/imports/${item.id}`, 'DELETE')).toMatchObject({ events: 2 })
    await expect.poll(exported).toEqual([])
  },
  LONG,
)

test(
  'otherwise its events are as they were, and nothing lists them',
  async () => {
    const path = file('as-is.ndjson', `${event('event-11')}\n`)
    expect(await counted(path)).toMatchObject({ stored: 1 })
    const packed = file('as-is.ndjson.gz', gzipSync(`${event('event-12')}\n`))
    expect(await counted(packed)).toMatchObject({ stored: 1 })
    const files = {
      'a/one.ndjson': `${event('event-13')}\n`,
      'two.ndjson': `${event('event-14')}\nx\n`,
    }
    const several = file('as-is.zip', zip(files))
    expect(await counted(several)).toMatchObject({ read: 3, stored: 2, duplicate: 0 })
    expect(readFileSync(`${several}.rejected.ndjson`, 'utf8')).toContain('"file":"two.ndjson"')
    expect((await exported()).map(({ props }) => props)).toEqual(Array(4).fill({ plan: 'pro' }))
    expect((await api('/imports')).items).toEqual([])
  },
  LONG,
)

test(
  'what cannot be read to its end has failed, says why, and can be taken back',
  async () => {
    const random = numbers(7)
    const page_title = () => Array.from({ length: 12 }, () => random().toString(36)).join('')
    const rows = [...umamiRows(8_000)].map((row) => ({
      ...cloudCells(row),
      page_title: page_title(),
    }))
    const whole = gzipSync(csv(CLOUD_COLUMNS, rows))
    const path = file('cut.csv.gz', whole.subarray(0, Math.floor(whole.length * 0.8)))
    const ran = await bring(path)
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('cut off or broken') })
    const [item] = (await api('/imports')).items
    expect(item).toMatchObject({ state: 'failed', file: 'cut.csv.gz' })
    expect(item.detail).toContain('cut off or broken')
    expect(item).toMatchObject({ rejected: {}, stored: item.read })
    expect(item.stored).toBeGreaterThan(0)
    expect(await api(`/imports/${item.id}`, 'DELETE')).toMatchObject({ events: item.stored })
  },
  LONG,
)

test(
  'daily sums are looked at by table: what would come, and what it would replace',
  async () => {
    const path = file('export.zip', zip(PLAUSIBLE))
    const [first = '', second = ''] = (await bring(path, '--dry-run')).stdout.split('\n')
    expect(first.split(/\s{2,}/u)).toEqual(['table', 'rows', 'from', 'to', 'days', 'replaces'])
    expect(second.split(/\s{2,}/u)).toEqual([
      ...['visitors', '2', '2026-05-01', '2026-05-02', '2', 'nothing'],
    ])
    const later = '2026-05-02,5,12,3,6,120\n2026-05-03,1,1,1,1,1\n'
    const other = file(
      'visitors.csv',
      `date,visitors,pageviews,bounces,visits,visit_duration\n${later}`,
    )
    expect(await counted(path)).toMatchObject({ duplicate: 0 })
    expect(await counted(other, '--dry-run')).toMatchObject({
      ...{ coming: 2, replaced: 1, stored: 0 },
      tables: [{ table: 'visitors', rows: 2, from: '2026-05-02', to: '2026-05-03', replaced: 1 }],
    })
  },
  LONG,
)
