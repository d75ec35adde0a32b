import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  site.take([
    { at: '2026-11-02T10:00', path: '/' },
    { at: '2026-11-02T10:01', name: 'Signup', path: '/' },
    {
      ...{ at: '2026-11-02T10:00:01', name: 'exposure', path: '/' },
      props: { experiment: 'hero', variant: 'b' },
    },
  ])
})
afterAll(() => site.close())

const period = { from: '2026-11-01', to: '2026-11-03' }
const steps = [{ page: '/' }, { event: 'Signup' }]

test('whoever was shown a variant of an experiment that is gone is still told by it', async () => {
  const asked = { period, metrics: ['visits'], dimensions: ['variant:hero'] }
  expect((await site.stats(asked)).rows).toEqual([{ 'variant:hero': 'b', visits: 1 }])
})

test.each<[string, string, object]>([
  ['as rows', 'stats', { metrics: ['visits'], dimensions: ['variant:her'] }],
  ['in a filter', 'stats', { metrics: ['visits'], filters: [['is', 'variant:her', ['b']]] }],
  [
    'within others',
    'stats',
    { metrics: ['visits'], filters: [['not', ['or', [['is', 'variant:her', ['b']]]]]] },
  ],
  ['as a breakdown', 'funnel', { steps, breakdown: 'variant:her' }],
  ['of what is credited', 'attribution', { dimension: 'variant:her' }],
  ['of customers', 'unit-economics', { dimension: 'variant:her' }],
])('an experiment that there never was is refused %s', async (_, name, request) => {
  await expect(site.run(name, { period, ...request })).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('unknown experiment "her"'),
  })
})
