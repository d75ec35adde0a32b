import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { command, SETTINGS, startServer } from './processes.ts'
import { readToken } from './queries.ts'

/** A site that is asked one report in several ways. */
export interface AskedSite {
  /** What the progress calls it, and its folder. */
  name: string
  report: string
  /** What it is made of, as lines of an import. */
  lines: () => Iterable<string>
  /** What each figure is called, and its request the so-manieth time. */
  questions: readonly (readonly [what: string, request: (nth: number) => object])[]
  /** ms. */
  most: number
}

/**
 * How long the answers take, each after one that is not counted, from a folder of its own that is removed afterwards;
 * `elsewhere`: flags that lead to a ClickHouse, which is asked in place of the file.
 */
export async function askedFigures(
  { extent, folder, say }: Setting,
  { name, report, lines, questions, most }: AskedSite,
  elsewhere: readonly string[],
): Promise<Figure[]> {
  say(`${name}: importing`)
  const data = join(folder, name)
  const file = `${data}.ndjson`
  await pipeline(Readable.from(lines()), createWriteStream(file))
  command(['site', 'add', SITE, '--data', data])
  command(['import', SITE, file, '--data', data])
  rmSync(file)
  if (elsewhere.length > 0) command(['clickhouse', 'backfill', '--data', data, ...elsewhere])
  say(`${name}: asking`)
  const server = await startServer(data, [...SETTINGS, ...elsewhere])
  try {
    const token = readToken(data)
    const figures: Figure[] = []
    for (const [what, request] of questions) {
      const ask = (nth: number) => timeOf(server.port, { token, report, request: request(nth) })
      await ask(-1)
      const times = await repeated(Math.max(extent.runs, 3), ask)
      figures.push(figure(what, times, { unit: 'ms', reach: { most } }))
    }
    return figures
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function timeOf(
  port: number,
  { token, report, request }: { token: string; report: string; request: object },
): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}/api/sites/${SITE}/reports/${report}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${report} answered ${answer.status}: ${text}`)
  return performance.now() - began
}
