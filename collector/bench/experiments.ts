import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { databasePath } from '../database-path.ts'
import { PAGEVIEW } from '../store/event-rows.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { keyText, unpackId } from '../store/sqlite/uid.ts'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { command, startServer } from './processes.ts'

const KEY = 'bench'
/** Four weeks, with two before them and some days after. */
const PHASE = { from: Date.UTC(2026, 1, 20), to: Date.UTC(2026, 2, 20) }

const GOALS = [
  { name: 'Tried', event: 'Signup' },
  { name: 'Paid', event: 'Purchase', value: 'revenue' },
]

const DEFINITION = {
  key: KEY,
  name: 'Bench',
  variants: [{ key: 'control' }, { key: 'b' }],
  metrics: {
    primary: { goal: 'Tried', kind: 'proportion', window: '7d' },
    secondary: [{ goal: 'Paid', kind: 'revenue', window: '7d', cap: { percentile: 0.99 } }],
    guardrails: [{ goal: 'Paid', kind: 'proportion', window: '1d', better: 'higher' }],
  },
}

/** How long it takes to open the result of an experiment that everybody of four weeks was exposed to. */
export async function experimentFigures(
  { extent, folder, say }: Setting,
  data: string,
): Promise<Figure[]> {
  say('experiments: exposing visitors')
  await expose({ data, folder })
  const token = command(['token', 'create', '--scope', 'read,write', '--data', data]).trim()
  let server = await startServer(data)
  const asked = (request = {}) =>
    asker(server.port, token)('reports/experiment', { key: KEY, ...request })
  try {
    const post = asker(server.port, token)
    for (const goal of GOALS) await post('goals', goal)
    await post('experiments', DEFINITION)
    for (const step of ['start', 'stop']) await post(`experiments/${KEY}/${step}`, {})
    movePhase(data)
    say('experiments: asking')
    const first = await asked()
    const warm = await repeated(Math.max(extent.runs, 3), () => asked())
    const broken = await repeated(Math.max(extent.runs, 3), () => asked({ breakdown: 'channel' }))
    const cold = await repeated(Math.max(extent.runs, 3), async () => {
      await server.stop()
      server = await startServer(data)
      return await asked()
    })
    const most = { unit: 'ms', reach: { most: 300 } } as const
    return [
      figure('result of an experiment, for the first time', [first], { unit: 'ms' }),
      figure('result of an experiment', warm, most),
      figure('the same by channel', broken, { unit: 'ms' }),
      figure('result of an experiment, cold (a process just started)', cold, most),
    ]
  } finally {
    await server.stop()
  }
}

/** With the first pageview that a visitor has in the four weeks; every other one is in b. */
async function expose({ data, folder }: { data: string; folder: string }): Promise<void> {
  const file = join(folder, 'exposures.ndjson')
  await pipeline(Readable.from(exposures(data)), createWriteStream(file))
  command(['import', SITE, file, '--data', data])
  rmSync(file)
}

interface FirstView {
  visitor: Buffer | string
  id: Buffer | string
  at: number
}

function* exposures(data: string): Generator<string> {
  const db = openDatabase(databasePath(data), { readonly: true })
  try {
    const views = db.prepare<
      [number, number],
      FirstView
    >(`select p.key as visitor, e.uid as id, min(e.at) as at
      from visit v join event e on e.visit = v.id join person p on p.id = v.visitor
      where v.start >= ? and v.start < ? and v.alone = 0 and e.name = ${PAGEVIEW}
      group by v.visitor`)
    let nth = 0
    for (const { visitor, id, at } of views.iterate(PHASE.from, PHASE.to)) {
      const props = { experiment: KEY, variant: nth++ % 2 === 0 ? 'control' : 'b' }
      const who = { id: `exposed-${nth}`, visitor: keyText(visitor), of: unpackId(id) }
      yield `${JSON.stringify({ ...who, name: 'exposure', at, url: `https://${SITE}/`, props })}\n`
    }
  } finally {
    db.close()
  }
}

/** Whoever starts one over the API does so now. */
function movePhase(data: string): void {
  const db = openDatabase(databasePath(data))
  try {
    db.prepare('update experiment_phase set started_at = @from, ended_at = @to').run(PHASE)
  } finally {
    db.close()
  }
}

function asker(port: number, token: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return async (path: string, body: object): Promise<number> => {
    const began = performance.now()
    const answer = await fetch(`http://127.0.0.1:${port}/api/sites/${SITE}/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
    return performance.now() - began
  }
}
