import { performance } from 'node:perf_hooks'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { command, startServer } from './processes.ts'

const PERIOD = { from: '2026-01-01', to: '2026-03-31' }

/** Beside the goals of the pages figures: together they count 65 of a thousand events. */
const GOALS = [
  { name: 'Carts', event: 'Add to cart' },
  { name: 'Ways out', event: 'outbound' },
]
const PAID = [
  ['google', 'cpc'],
  ['facebook', 'paid_social'],
  ['linkedin', 'paid_social'],
  ['bing', 'cpc'],
  ['tiktok', 'paid_social'],
]

const RULES = ['first', 'last', 'last_non_direct', 'linear', 'position', 'time_decay']
const EIGHT = [...RULES, 'markov', 'shapley']

interface Asked {
  what: string
  request: object
  /** Greatest ms of the median, over a million events. */
  most: number
}

const QUESTIONS: readonly Asked[] = [
  {
    what: 'attribution by source, six models',
    request: { models: RULES, intervals: false },
    most: 500,
  },
  {
    what: 'attribution by source, with Markov and Shapley',
    request: { models: EIGHT, intervals: false },
    most: 1_500,
  },
  {
    what: 'attribution by source, with intervals',
    request: { models: EIGHT },
    most: 3_000,
  },
  {
    what: 'attribution by campaign, with intervals',
    request: { models: EIGHT, dimension: 'campaign' },
    most: 3_000,
  },
]

/** How long it takes to share all conversions among the visits before them. */
export async function returnFigures(
  { extent, say }: Setting,
  data: string,
  scale = 1,
): Promise<Figure[]> {
  say('attribution')
  const token = command(['token', 'create', '--scope', 'read,write', '--data', data]).trim()
  const server = await startServer(data)
  try {
    const post = poster(server.port, token)
    for (const goal of GOALS) await post('goals', goal)
    await post('spend', { import: 'bench', rows: spendRows() })
    const figures: Figure[] = []
    for (const { what, request, most } of QUESTIONS) {
      const body = { period: PERIOD, dimension: 'source', ...request }
      const ask = async () => {
        const began = performance.now()
        await post('reports/attribution', body)
        return performance.now() - began
      }
      await ask()
      const times = await repeated(Math.max(extent.runs, 3), ask)
      figures.push(figure(what, times, { unit: 'ms', reach: { most: most * scale } }))
    }
    return figures
  } finally {
    await server.stop()
  }
}

/** Five platforms on each of the ninety days. */
function spendRows() {
  const first = Date.parse(PERIOD.from)
  return Array.from({ length: 90 }, (_, day) => {
    const date = new Date(first + day * 86_400_000).toISOString().slice(0, 10)
    return PAID.map(([source, medium], i) => {
      const cost = 40 + ((day * 37 + i * 11) % 100)
      return { date, source, medium, cost }
    })
  }).flat()
}

function poster(port: number, token: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/sites/${SITE}/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
  }
}
