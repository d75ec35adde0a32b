import { afterAll, beforeAll, expect, test } from 'vitest'
import { GoalInput } from '../../collector/settings/goals.ts'
import { type Line, type ReportedSite, reportedSite } from './site.ts'
import { trafficLines } from './traffic.ts'

/** Six weeks of random visits around a change of the clock. */
const LINES = trafficLines(17)
const NOW = '2026-12-20T12:00:00Z'
const PERIOD = { from: '2026-10-19', to: '2026-11-01' }

async function siteOf(parcels: readonly Line[][]): Promise<ReportedSite> {
  const site = await reportedSite({ timezone: 'Europe/Berlin' }, NOW)
  const goal = { name: 'Money', event: 'Purchase', value: 'revenue' }
  await site.goal(GoalInput.parse(goal))
  for (const parcel of parcels) site.take(parcel)
  return site
}

/** Backwards and by 97, beside events that nothing asks about, each just after a pageview. */
function turned(): Line[][] {
  const unrelated = LINES.filter(({ name }) => name === undefined).map(
    (line, i): Line => ({
      ...line,
      ...{ id: `unrelated-${i}`, name: 'Scrolled far', interactive: false },
      at: Number(line.at) + 1,
    }),
  )
  const all = [...LINES, ...unrelated].toReversed()
  return Array.from({ length: Math.ceil(all.length / 97) }, (_, i) =>
    all.slice(i * 97, (i + 1) * 97),
  )
}

let sites: ReportedSite[]
beforeAll(async () => {
  sites = [await siteOf([LINES]), await siteOf(turned())]
})
afterAll(async () => {
  for (const site of sites) await site.close()
})

const MONEY = { goal: 'Money' }
/** What a visit’s own first event tells; its device is that of the event which came first. */
const VISITS = ['channel', 'campaign', 'landing_page', 'visitor_kind']
const WEEK = { unit: 'week', periods: 5 }

test.each<[string, object]>([
  ['paths', { depth: 5, loops: true, ...MONEY }],
  ['paths', { by: 'person', start: { page: '/pricing' }, collapse: false }],
  ['paths', { end: { event: 'Purchase' }, top: 3 }],
  ['retention', { ...WEEK, breakdown: 'source' }],
  ['retention', { ...WEEK, cohort: { event: 'Signup' }, return: { page: '/*' } }],
  ['retention/features', { ...WEEK, events: ['Signup', 'Purchase'] }],
  ['explain', { metric: 'visits', dimensions: VISITS }],
  ['explain', { metric: 'revenue', dimensions: VISITS, ...MONEY }],
  ['attribution', { ...MONEY, dimension: 'source', models: ['linear', 'markov', 'shapley'] }],
  ['plan', { target: { customers: 50 }, stages: ['Money'], by: 'channel' }],
])('%s of %j is the same in whatever order events come, beside others', async (name, request) => {
  const [one, other] = await Promise.all(
    sites.map((site) => site.run(name, { period: PERIOD, ...request })),
  )
  expect(other).toEqual(one)
})
