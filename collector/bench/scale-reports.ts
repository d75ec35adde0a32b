import { performance } from 'node:perf_hooks'
import type { ClickHouseClient } from '@clickhouse/client'
import { columnsOf, type Table } from '../store/clickhouse/tables.ts'
import { type Figure, figure, repeated } from './figures.ts'
import { SITE } from './intake.ts'
import { openOverview, type View } from './pages.ts'
import { SETTINGS, startServer } from './processes.ts'
import { readToken } from './queries.ts'
import { flags, type ScaleSetting } from './scale-setting.ts'

const PERIOD = { from: '2026-01-01', to: '2026-03-31' }
const VISITS = ['visits', 'visitors']
const STEPS = [{ page: '/' }, { event: 'Signup' }, { event: 'Purchase' }]

const WEEKS = { unit: 'week', periods: 12 }

const QUESTIONS = [
  ['stats', 'totals', { metrics: VISITS }, 1_000],
  ['stats', 'by day', { metrics: VISITS, dimensions: ['time:day'] }, 1_000],
  ['stats', 'by channel', { metrics: VISITS, dimensions: ['channel'] }, 1_000],
  ['stats', 'by page', { metrics: VISITS, dimensions: ['page'] }, 1_000],
  ['funnel', 'funnel of 3 steps', { steps: STEPS }, 5_000],
  ['retention', 'retention of 12 weeks', WEEKS, 5_000],
  [
    'retention',
    'retention of 12 weeks by a named return',
    { ...WEEKS, return: { event: 'Add to cart' } },
    10_000,
  ],
] as const

const OVERVIEW_MS = 3_000
/** Numbers of one copy of the rows stay below these; a copy is that much further up. */
const STRIDE: Partial<Record<Table, Record<string, number>>> = {
  visit: { id: 2 ** 32, visitor: 2 ** 26, person: 2 ** 26 },
  event: { visit: 2 ** 32 },
  person: { id: 2 ** 26 },
}
const FIRST: Partial<Record<Table, string>> = { visit: 'id', event: 'visit', person: 'id' }
/** Copies that one statement makes. */
const AT_ONCE = 5

/** Makes the rows of the file as often as asked, within ClickHouse: other people, the same times and pages. */
export async function multiply(
  client: ClickHouseClient,
  held: number,
  wanted: number,
): Promise<void> {
  for (let from = held; from < wanted; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, wanted - from)
    for (const [table, strides] of Object.entries(STRIDE) as [Table, Record<string, number>][]) {
      const columns = [...columnsOf(table), 'version', 'gone']
      const values = columns.map((column) =>
        strides[column] ? `${column} + n.number * ${strides[column]}` : column,
      )
      const key = FIRST[table] ?? 'id'
      await client.command({
        query: `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} t
          cross join (select number from numbers(${from}, ${count})) n where t.${key} < ${strides[key]}`,
      })
    }
  }
  for (const table of Object.keys(STRIDE))
    await client.command({ query: `optimize table ${table} final` })
}

/** How long reports over so many copies of the file take. */
export async function reportFigures(
  setting: ScaleSetting,
  data: string,
  copies: number,
): Promise<Figure[]> {
  const token = readToken(data)
  const server = await startServer(data, [
    ...SETTINGS,
    '--report-seconds',
    '3600',
    ...flags(setting),
  ])
  const size = `${(copies * setting.extent.events).toLocaleString('en')} events`
  const ask = async (name: string, request: object) => {
    const answer = await fetch(
      `http://127.0.0.1:${server.port}/api/sites/${SITE}/reports/${name}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(request),
      },
    )
    if (!answer.ok) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { rows?: Record<string, unknown>[] }
  }
  try {
    const figures: Figure[] = []
    for (const [name, what, request, most] of QUESTIONS) {
      setting.say(`reports: ${what}, ${size}`)
      const times = await repeated(3, () => timed(() => ask(name, { period: PERIOD, ...request })))
      figures.push(figure(`ClickHouse: ${what}, ${size}`, times, { unit: 'ms', reach: { most } }))
    }
    const view: View = { period: PERIOD, compare: 'previous', goals: [] }
    const opened = await repeated(3, () => timed(() => openOverview(ask, view)))
    figures.push(
      figure(`ClickHouse: Overview, ${size}`, opened, { unit: 'ms', reach: { most: OVERVIEW_MS } }),
    )
    return figures
  } finally {
    await server.stop()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export async function bytesFigure(client: ClickHouseClient, events: number): Promise<Figure> {
  const asked = await client.query({
    query: `select sum(bytes_on_disk) as bytes from system.parts
      where active and database = currentDatabase()`,
    format: 'JSONEachRow',
  })
  const [{ bytes = 0 } = {}] = await asked.json<{ bytes?: number }>()
  return figure('ClickHouse: disk per event', [Number(bytes) / events], { unit: 'bytes' })
}
