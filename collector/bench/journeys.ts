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
/** All of the period's events, in two. */
const HALVES = {
  against: { from: '2026-01-01', to: '2026-02-14' },
  period: { from: '2026-02-15', to: '2026-03-31' },
}
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
  report: string
  request: object
  /** Greatest ms of the median, over a million events. */
  most: number
}

const MAGIC = { within_days: 7, retained: { day_from: 7, day_to: 28 }, max_count: 10 }

const QUESTIONS: readonly Asked[] = [
  { what: 'funnel of 3 steps', report: 'funnel', request: { steps: THREE }, most: 150 },
  {
    what: 'funnel of 6 steps by channel, with its trend',
    report: 'funnel',
    request: { steps: SIX, breakdown: 'channel', trend: 'day' },
    most: 500,
  },
  { what: 'paths of 5 levels', report: 'paths', request: { depth: 5 }, most: 500 },
  {
    what: 'paths of 5 levels from a page, by person',
    report: 'paths',
    request: { depth: 5, start: { page: '/' }, by: 'person' },
    most: 500,
  },
  {
    what: 'retention of 12 weeks',
    report: 'retention',
    request: { unit: 'week', periods: 12 },
    most: 250,
  },
  {
    what: 'retention of 12 weeks by a named return',
    report: 'retention',
    request: { unit: 'week', periods: 12, return: { event: 'Add to cart' } },
    most: 500,
  },
  {
    what: 'explain visits over 12 dimensions',
    report: 'explain',
    request: { ...HALVES, metric: 'visits' },
    most: 1_500,
  },
  { what: 'magic number over 20 events', report: 'magic-number', request: MAGIC, most: 1_500 },
]

/** How long reports take that follow people from event to event, and beside them a funnel by joins of events. */
export async function journeyFigures(
  { extent, say }: Setting,
  data: string,
  scale = 1,
): Promise<Figure[]> {
  say('journeys')
  const runs = Math.max(extent.runs, 3)
  const server = await startServer(data)
  try {
    const token = readToken(data)
    const figures: Figure[] = []
    for (const { what, report, request, most } of QUESTIONS) {
      const ask = () => askReport(server.port, token, { report, request })
      await ask()
      const reach = { most: most * scale }
      figures.push(figure(what, await repeated(runs, ask), { unit: 'ms', reach }))
    }
    return [...figures, await joinFigure(data)]
  } finally {
    await server.stop()
  }
}

async function askReport(
  port: number,
  token: string,
  { report, request }: Pick<Asked, 'report' | 'request'>,
): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}/api/sites/${SITE}/reports/${report}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ period: PERIOD, ...request }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${report} answered ${answer.status}: ${text}`)
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
    return figure('the funnel of 3 steps by a plain self-join', [ms], { unit: 'ms' })
  } finally {
    await reader.close()
  }
}

function nameId(name: string) {
  return sql`(select n.id from name n where n.text = ${name})`
}
