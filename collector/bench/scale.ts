import { setTimeout as sleep } from 'node:timers/promises'
import type { ClickHouseClient } from '@clickhouse/client'
import { connect } from '../store/clickhouse/connect.ts'
import { TABLES } from '../store/clickhouse/tables.ts'
import { accountFigures } from './accounts.ts'
import { customerFigures } from './customers.ts'
import { type Figure, figure, repeated } from './figures.ts'
import { importFigures } from './import.ts'
import { SITE } from './intake.ts'
import {
  command,
  type Helper,
  SETTINGS,
  type Server,
  startHelper,
  startServer,
  watchedCommand,
} from './processes.ts'
import { bytesFigure, multiply, reportFigures } from './scale-reports.ts'
import { flags, type ScaleSetting } from './scale-setting.ts'

const OFFERED = 5_000
const OFFERED_SECONDS = 20
const CONNECTIONS = 64
const TIMES = 10

/** What it takes to send what changes to ClickHouse, and how long reports take there. */
export async function scaleFigures(setting: ScaleSetting): Promise<Figure[]> {
  const { folder, say } = setting
  const client = connect(setting.clickhouse, 3_600_000)
  // Each has the database to itself.
  const customers = await there(customerFigures, setting)
  await emptyTables(client)
  const accounts = await there(accountFigures, setting)
  await emptyTables(client)
  say('forwarding: intake with and without')
  const intake = await intakeFigures(setting, `${folder}/beside`)
  await emptyTables(client)
  const { data } = await importFigures(setting, { ...setting.extent, runs: 1 })
  say('forwarding: a file into ClickHouse')
  const forwarded = await forwardingFigures(setting, data)
  try {
    const reports: Figure[] = []
    let held = 1
    for (const copies of setting.copies) {
      say(`reports: ${copies} times the file`)
      await multiply(client, held, copies)
      held = copies
      reports.push(...(await reportFigures(setting, data, copies)))
    }
    return [
      ...forwarded,
      ...intake,
      ...customers,
      ...accounts,
      ...reports,
      await bytesFigure(client, held * setting.extent.events),
    ]
  } finally {
    await client.close()
  }
}

async function there(measure: typeof customerFigures, setting: ScaleSetting): Promise<Figure[]> {
  const figures = await measure(setting, flags(setting))
  return figures.map((figure) => ({ ...figure, what: `ClickHouse: ${figure.what}` }))
}

async function emptyTables(client: ClickHouseClient): Promise<void> {
  for (const table of TABLES) await client.command({ query: `truncate table ${table}` })
}

async function forwardingFigures(setting: ScaleSetting, data: string): Promise<Figure[]> {
  const { seconds, peak } = await watchedCommand([
    'clickhouse',
    'backfill',
    '--data',
    data,
    ...flags(setting),
  ])
  return [
    figure('forwarding a file, events', [setting.extent.events / seconds], {
      unit: 'events/s',
      reach: { least: 60_000 },
    }),
    figure('memory of that', [peak / 2 ** 20], { unit: 'MB' }),
  ]
}

/** Single requests at full speed, one server after the other; then what is offered, and how far ClickHouse is behind. */
async function intakeFigures(setting: ScaleSetting, folder: string): Promise<Figure[]> {
  const [plain, forwarding] = [`${folder}-plain`, `${folder}-forwarding`]
  for (const data of [plain, forwarding]) command(['site', 'add', SITE, '--data', data])
  const servers = [
    await startServer(plain),
    await startServer(forwarding, [...SETTINGS, ...flags(setting)]),
  ] as const
  const load = startHelper()
  try {
    const rates = await repeated(setting.extent.runs, async (run) => {
      const [without, beside] = [
        await rateOf(load, servers[0], setting, 2 * run),
        await rateOf(load, servers[1], setting, 2 * run + 1),
      ]
      return beside / without
    })
    const behind = await behindAt(load, servers[1], forwarding, setting)
    return [
      figure('intake while all of it is forwarded, of that without', rates, {
        unit: 'ratio',
        reach: { least: 0.95 },
      }),
      figure(`behind at ${OFFERED.toLocaleString('en')} events/s, at most`, [behind], {
        unit: 'ms',
        reach: { most: 5_000 },
      }),
    ]
  } finally {
    load.end()
    for (const server of servers) await server.stop()
  }
}

async function rateOf(
  load: Helper,
  { port }: Server,
  { extent }: ScaleSetting,
  run: number,
): Promise<number> {
  const host = `127.0.0.1:${port}`
  const made = {
    host,
    site: SITE,
    seed: 8_000 + run,
    requests: extent.requests,
    batch: 1,
    now: Date.now(),
  }
  await load.ask({ kind: 'prepare', requests: made }, 'prepared')
  const answer = await load.ask({ kind: 'load', port, connections: CONNECTIONS }, 'loaded')
  return answer.answered / answer.seconds
}

/** The greatest `lag_seconds` of `clickhouse status` while events come steadily, in ms. */
async function behindAt(
  load: Helper,
  { port }: Server,
  data: string,
  { extent }: ScaleSetting,
): Promise<number> {
  // What came at full speed before is to be over there first.
  while (statusOf(data).lag_rows > 0) await sleep(500)
  const seconds = Math.min(OFFERED_SECONDS, extent.mixedSeconds * 2)
  const requests = (OFFERED / TIMES) * seconds
  const made = {
    host: `127.0.0.1:${port}`,
    site: SITE,
    seed: 9_000,
    requests,
    batch: TIMES,
    now: Date.now(),
  }
  await load.ask({ kind: 'prepare', requests: made }, 'prepared')
  const offered = load.ask(
    { kind: 'load', port, connections: CONNECTIONS, rate: OFFERED / TIMES },
    'loaded',
  )
  let isOver = false
  offered.finally(() => {
    isOver = true
  })
  let behind = 0
  while (!isOver) {
    behind = Math.max(behind, statusOf(data).lag_seconds)
    await sleep(500)
  }
  return behind * 1_000
}

function statusOf(data: string): { lag_rows: number; lag_seconds: number } {
  return JSON.parse(command(['clickhouse', 'status', '--json', '--data', data])) as {
    lag_rows: number
    lag_seconds: number
  }
}
