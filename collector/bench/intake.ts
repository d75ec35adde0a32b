import { join } from 'node:path'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { peerFigures } from './peer-intake.ts'
import { command, type Helper, startHelper, startServer } from './processes.ts'
import type { RequestsOptions } from './requests.ts'

export const SITE = 'bench.test'
const CONNECTIONS = 64

interface Shape {
  /** Events a request. */
  batch: number
  requests: number
}

/** Events durably taken a second through the public intake, and what share of a bare server's that is. */
export async function intakeFigures({ extent, folder, say }: Setting): Promise<Figure[]> {
  const data = join(folder, 'intake')
  command(['site', 'add', SITE, '--data', data])
  const server = await startServer(data)
  const load = startHelper()
  const bare = startHelper()
  try {
    const { port } = await bare.ask({ kind: 'bare' }, 'port')
    const measure = (shape: Shape, run: number) =>
      measured(load, shape, { run, ours: server.port, bare: port })
    say('intake: warming up')
    await measure({ batch: 1, requests: extent.requests / 5 }, 99)
    say('intake: one event a request')
    const single = { batch: 1, requests: extent.requests }
    const singles = await repeated(extent.runs, (run) => measure(single, run))
    say('intake: batches of 20')
    const twenty = { batch: 20, requests: extent.batches }
    const twenties = await repeated(extent.runs, (run) => measure(twenty, 100 + run))
    const rateOf = async (
      requests: Pick<RequestsOptions, 'batch' | 'requests' | 'seed' | 'as'>,
    ) => {
      const host = `127.0.0.1:${server.port}`
      const made = { ...requests, host, site: SITE, now: Date.now() }
      await load.ask({ kind: 'prepare', requests: made }, 'prepared')
      return await rateAgainst(load, server.port, requests.batch)
    }
    const peers = await peerFigures({ extent, folder, say }, rateOf)
    return [...singleFigures(singles), batchFigure(twenties), ...peers]
  } finally {
    load.end()
    bare.end()
    await server.stop()
  }
}

/** Throws where the server did not take everything. */
async function rateAgainst(load: Helper, port: number, batch: number): Promise<number> {
  const answer = await load.ask({ kind: 'load', port, connections: CONNECTIONS }, 'loaded')
  if (answer.refused > 0) throw new Error(`${answer.refused} requests were refused`)
  return (answer.answered * batch) / answer.seconds
}

interface Pair {
  ours: { rate: number; p50: number; p99: number }
  bare: { rate: number; p50: number; p99: number }
}

/** The same requests to the bare server and to ours, one right after the other. */
async function measured(
  load: Helper,
  { batch, requests }: Shape,
  { run, ours, bare }: { run: number; ours: number; bare: number },
): Promise<Pair> {
  const host = `127.0.0.1:${ours}`
  const made = { host, site: SITE, seed: 1000 + run, requests, batch, now: Date.now() }
  await load.ask({ kind: 'prepare', requests: made }, 'prepared')
  const against = async (port: number) => {
    const answer = await load.ask({ kind: 'load', port, connections: CONNECTIONS }, 'loaded')
    if (answer.refused > 0) throw new Error(`${answer.refused} requests were refused`)
    return { ...answer, rate: (answer.answered * batch) / answer.seconds }
  }
  return { bare: await against(bare), ours: await against(ours) }
}

function singleFigures(pairs: readonly Pair[]): Figure[] {
  const rate = { unit: 'events/s' } as const
  return [
    figure(
      'bare Hono JSON POST, 64 connections',
      pairs.map(({ bare }) => bare.rate),
      rate,
    ),
    figure(
      'durable intake, one event a request',
      pairs.map(({ ours }) => ours.rate),
      rate,
    ),
    figure(
      'of the bare POST in the same run',
      pairs.map(({ ours, bare }) => ours.rate / bare.rate),
      {
        unit: 'ratio',
        reach: { least: 0.5 },
      },
    ),
    figure(
      'p99 of that',
      pairs.map(({ ours }) => ours.p99),
      { unit: 'ms', reach: { most: 25 } },
    ),
  ]
}

function batchFigure(pairs: readonly Pair[]): Figure {
  const rates = pairs.map(({ ours }) => ours.rate)
  return figure('durable intake, batches of 20', rates, {
    unit: 'events/s',
    reach: { least: 50_000 },
  })
}
