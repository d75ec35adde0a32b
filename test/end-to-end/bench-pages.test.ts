import { expect, test } from 'vitest'
import { openOverview, openSources, type View } from '../../collector/bench/pages.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({
  site: SITE,
  events: visits(SITE, [
    { query: 'utm_source=google&utm_medium=cpc', visitors: 2 },
    { query: 'utm_source=weekly&utm_medium=email', visitors: 1 },
  ]),
})

interface Asked {
  report: string
  request: object
}

/** What the page in the browser asks of reports about a period, which that of the light at its foot is not. */
function listen(period: View['period']): Asked[] {
  const asked: Asked[] = []
  at.page.on('request', (request) => {
    const [, report] = /\/reports\/([^?]+)$/.exec(request.url()) ?? []
    if (!report || request.method() !== 'POST') return
    const body = request.postDataJSON()
    if (JSON.stringify(body.period) === JSON.stringify(period))
      asked.push({ report, request: body })
  })
  return asked
}

/** What the bench asks for the same page. */
async function benched(open: typeof openOverview, view: View): Promise<Asked[]> {
  const asked: Asked[] = []
  await open(async (report, request) => {
    asked.push({ report, request })
    return (await at.api('POST', `/reports/${report}`, request)).json()
  }, view)
  return asked
}

const inOrder = (asked: Asked[]) => asked.map((one) => JSON.stringify(one)).toSorted()

test('the bench asks what the Overview and Sources ask', async () => {
  const goals: string[] = []
  for (const event of ['Signup', 'Purchase']) {
    const added = await at.api('POST', '/goals', { name: event, event })
    goals.push((await added.json()).id)
  }
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  // No month has so few days: of a whole one the page would ask for the month before.
  const period = { from: day(26), to: day(0) }
  const view = { period, compare: 'previous', goals } as const

  const overview = listen(period)
  await at.open(`?period=${period.from}..${period.to}`)
  await expect.poll(() => overview.length).toBe(9)
  expect(inOrder(overview)).toEqual(inOrder(await benched(openOverview, view)))

  const sources = listen(period)
  await at.page.getByRole('link', { name: 'Sources', exact: true }).click()
  await expect.poll(() => sources.length).toBe(3)
  expect(inOrder(sources)).toEqual(inOrder(await benched(openSources, view)))
})
