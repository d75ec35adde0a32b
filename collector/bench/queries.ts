import { writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { command, startServer } from './processes.ts'

const PERIOD = { from: '2026-01-01', to: '2026-03-31' }
const VISITS = ['visits', 'visitors']

interface Asked {
  what: string
  request: object
  /** Greatest ms of the median, over a million events. */
  most: number
}

/** What the figures ask of `stats`: exact visitors every time. */
export const QUESTIONS: readonly Asked[] = [
  { what: 'totals', request: { metrics: VISITS, dimensions: [] }, most: 150 },
  { what: 'by day', request: { metrics: VISITS, dimensions: ['time:day'] }, most: 150 },
  { what: 'by channel', request: { metrics: VISITS, dimensions: ['channel'] }, most: 150 },
  {
    what: 'by source × campaign',
    request: { metrics: VISITS, dimensions: ['source', 'campaign'] },
    most: 150,
  },
  { what: 'by page', request: { metrics: VISITS, dimensions: ['page'] }, most: 300 },
  {
    what: 'by channel, filtered by an event',
    request: {
      metrics: VISITS,
      dimensions: ['channel'],
      filters: [['is', 'event', ['Signup']]],
    },
    most: 300,
  },
]

const COLD = 400

/** Asks one report and waits for the whole answer; ms. */
export type Ask = (request: object) => Promise<number>

const MOST_ROWS = 1_000
let asked = 0

/** A way to ask for `stats` on a server: each time with another limit, so that no kept answer serves. */
export function asker(port: number, token: string): Ask {
  const url = `http://127.0.0.1:${port}/api/sites/${SITE}/reports/stats`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return async (request) => {
    asked += 1
    const limit = MOST_ROWS - (asked % (MOST_ROWS / 2))
    const body = JSON.stringify({ period: PERIOD, ...request, limit })
    const began = performance.now()
    const answer = await fetch(url, { method: 'POST', headers, body })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`stats answered ${answer.status}: ${text}`)
    return performance.now() - began
  }
}

export function readToken(data: string): string {
  return command(['token', 'create', '--scope', 'read', '--data', data]).trim()
}

/** How long each question takes, again and again, and as the first after a start. `scale` widens the aims. */
export async function queryFigures(
  { extent, say }: Setting,
  data: string,
  scale = 1,
): Promise<Figure[]> {
  const token = readToken(data)
  const runs = Math.max(extent.runs, 3)
  say('reports: warm')
  const warm = await warmFigures(data, token, { runs, scale })
  if (scale > 1) return warm
  say('reports: cold')
  return [...warm, ...(await coldFigures(data, token, extent.runs))]
}

async function warmFigures(
  data: string,
  token: string,
  { runs, scale }: { runs: number; scale: number },
): Promise<Figure[]> {
  const server = await startServer(data)
  try {
    const ask = asker(server.port, token)
    const figures: Figure[] = []
    for (const { what, request, most } of QUESTIONS) {
      await ask(request)
      const times = await repeated(runs, () => ask(request))
      figures.push(figure(`stats ${what}`, times, { unit: 'ms', reach: { most: most * scale } }))
    }
    return figures
  } finally {
    await server.stop()
  }
}

async function coldFigures(data: string, token: string, runs: number): Promise<Figure[]> {
  const note = forgetFiles() ? 'files not in memory' : 'after a start'
  const figures: Figure[] = []
  for (const { what, request } of QUESTIONS.slice(0, 4)) {
    const times = await repeated(runs, () => askOnce(data, token, request))
    figures.push(figure(`stats ${what}, cold`, times, { unit: 'ms', reach: { most: COLD }, note }))
  }
  return figures
}

async function askOnce(data: string, token: string, request: object): Promise<number> {
  const server = await startServer(data)
  try {
    forgetFiles()
    return await asker(server.port, token)(request)
  } finally {
    await server.stop()
  }
}

/** Makes the system drop what it holds of files, where it lets us (Linux, as root). */
export function forgetFiles(): boolean {
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '1')
    return true
  } catch {
    // Not root, or not Linux: the first question after a start is what can be measured.
    return false
  }
}
