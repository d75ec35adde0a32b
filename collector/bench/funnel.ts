import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { databasePath } from '../database-path.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { startServer } from './processes.ts'
import { readToken } from './queries.ts'

const PERIOD = { from: '2026-01-01', to: '2026-03-31' }
const THREE = [{ page: '/docs/page-1' }, { event: 'Add to cart' }, { event: 'Signup' }]
const SIX = [
  { page: '/' },
  { page: '/docs/*' },
  ...THREE.slice(1),
  { event: 'outbound' },
  { event: 'Purchase' },
]

interface Asked {
  what: string
  request: object
  /** Greatest ms of the median, over a million events. */
  most: number
}

const QUESTIONS: readonly Asked[] = [
  { what: 'funnel of 3 steps', request: { steps: THREE }, most: 150 },
  {
    what: 'funnel of 6 steps by channel, with its trend',
    request: { steps: SIX, breakdown: 'channel', trend: 'day' },
    most: 500,
  },
]

/** How long a funnel takes, and beside it the same three steps by joins of the events with themselves. */
export async function funnelFigures(
  { extent, say }: Setting,
  data: string,
  scale = 1,
): Promise<Figure[]> {
  say('funnels')
  const runs = Math.max(extent.runs, 3)
  const server = await startServer(data)
  try {
    const token = readToken(data)
    const figures: Figure[] = []
    for (const { what, request, most } of QUESTIONS) {
      const ask = () => askFunnel(server.port, token, { period: PERIOD, ...request })
      await ask()
      const reach = { most: most * scale }
      figures.push(figure(what, await repeated(runs, ask), { unit: 'ms', reach }))
    }
    return [...figures, await joinFigure(data)]
  } finally {
    await server.stop()
  }
}

async function askFunnel(port: number, token: string, request: object): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}/api/sites/${SITE}/reports/funnel`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`funnel answered ${answer.status}: ${text}`)
  return performance.now() - began
}

/** Once: it takes long, and knows neither that an event serves one step nor who may still convert. */
async function joinFigure(data: string): Promise<Figure> {
  const reader = eventReader(openDatabase(databasePath(data), { readonly: true }))
  try {
    const began = performance.now()
    await reader.rows(sql`
      with deed as materialized (
        select v.person as person, e.at as at, e.name as name, p.path as path
        from event e join visit v on v.id = e.visit left join page p on p.id = e.page
        where e.at >= ${Date.parse(PERIOD.from)} and e.at < ${Date.parse(PERIOD.to) + 86_400_000}
      )
      select count(distinct a.person) as one, count(distinct b.person) as two, count(distinct c.person) as three
      from deed a
      left join deed b on b.person = a.person and b.name = ${nameId('Add to cart')}
        and b.at >= a.at and b.at <= a.at + 604800000
      left join deed c on c.person = a.person and c.name = ${nameId('Signup')}
        and c.at >= b.at and c.at <= a.at + 604800000
      where a.name = 1 and a.path = '/docs/page-1'`)
    const ms = performance.now() - began
    return figure('the same 3 steps by a plain self-join', [ms], { unit: 'ms' })
  } finally {
    await reader.close()
  }
}

function nameId(name: string) {
  return sql`(select n.id from name n where n.text = ${name})`
}
