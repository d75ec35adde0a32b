import { afterEach, beforeEach, expect, test } from 'vitest'
import { ALL_MODELS, type AttributedSite, attributedSite, buy, credited, visit } from './site.ts'

let site: AttributedSite

beforeEach(async () => {
  site = await attributedSite()
})
afterEach(() => site.close())

async function byModel(request: object = {}) {
  const answer = await site.attribution({ models: [...ALL_MODELS], ...request })
  return Object.fromEntries(ALL_MODELS.map((model) => [model, credited(answer, model)]))
}

const alike = (known: object) => Object.fromEntries(ALL_MODELS.map((model) => [model, known]))

test('one touch serves two purchases', async () => {
  site.take([visit('01T10:00', 'google/cpc'), buy('02T10:00', 100), buy('03T10:00', 50)])
  expect(await byModel()).toEqual(alike({ google: [2, 150] }))
})

test('ten pages of a visit are one touch, and two purchases of one instant are two', async () => {
  const pages = Array.from({ length: 10 }, (_, i) =>
    visit(`02T10:0${i}`, i === 0 ? 'google/cpc' : undefined),
  )
  site.take([...pages, buy('02T10:09', 10), buy('02T10:09', 20)])
  expect(await byModel()).toEqual(alike({ google: [2, 30] }))
})

test('spend and revenue are converted at the rate of their own days, and totals are ratios of sums', async () => {
  await site.rates([
    { day: '2026-03-01', currency: 'SEK', rate: 0.095 },
    { day: '2026-03-10', currency: 'SEK', rate: 0.105 },
    { day: '2026-04-20', currency: 'SEK', rate: 0.2 },
  ])
  const google = { source: 'google', cost: 1000, currency: 'SEK' }
  await site.spend([
    { date: '2026-03-02', ...google },
    { date: '2026-03-12', ...google },
    { date: '2026-03-05', source: 'bing', cost: 300, currency: 'USD' },
  ])
  site.take([
    visit('01T10:00', 'google'),
    buy('03T10:00', 5000, 'p', { currency: 'SEK' }),
    buy('12T10:00', 5000, 'p', { currency: 'SEK' }),
    visit('05T10:00', 'bing', 'q'),
    buy('05T11:00', 300, 'q'),
  ])
  const { rows, totals, unmatched_spend, meta } = await site.attribution({ models: ['last'] })
  const [one, other] = rows.map(({ source, cost, models }) => {
    const { revenue, roas, roi, conversions, cpa } = models.last ?? {}
    return { source, cost, revenue, roas, roi, conversions, cpa }
  })
  expect(one).toEqual({
    source: 'google',
    cost: 200,
    revenue: 1000,
    roas: 5,
    roi: 4,
    conversions: 2,
    cpa: 100,
  })
  expect(other).toMatchObject({ source: 'bing', cost: 300, revenue: 300, roas: 1, roi: 0 })
  expect(totals.cost).toBe(500)
  expect(totals.models.last).toMatchObject({ revenue: 1300, roas: 2.6 })
  expect(unmatched_spend).toEqual([])
  expect(meta.warnings).toEqual([])
})

test('a path reaches over the browsers of a user, and ends where a browser is nobody’s again', async () => {
  site.take([
    visit('01T10:00', 'google/cpc', 'browser-1'),
    { name: 'Signup', at: '2026-03-01T10:05:00', path: '/', visitor: 'browser-1', user: 'u' },
    visit('03T10:00', 'newsletter/email', 'browser-2', { user: 'u' }),
    buy('03T10:05', 100, 'browser-2', { user: 'u' }),
    visit('02T10:00', 'bing/cpc', 'browser-3'),
    visit('04T10:00', 'tiktok/paid_social', 'browser-4'),
  ])
  const answer = await site.attribution({ models: ['linear'] })
  expect(credited(answer, 'linear')).toEqual({ google: [0.5, 50], newsletter: [0.5, 50] })
  expect(answer.paths).toEqual([{ path: ['google', 'newsletter'], conversions: 1, revenue: 100 }])
})

test('a visit after the log-out is nobody’s, also of what the user buys later by a server (case A6)', async () => {
  site.take([
    visit('01T10:00', 'google/cpc', 'browser-1'),
    { name: 'Signup', at: '2026-03-01T10:05:00', path: '/', visitor: 'browser-1', user: 'u' },
    visit('03T10:00', 'newsletter/email', 'browser-2', { user: 'u' }),
    // After `reset` the browser is another visitor.
    visit('04T10:00', 'tiktok/paid_social', 'browser-2-again'),
    buy('05T10:00', 100, 'server', { visitor: undefined, user: 'u' }),
  ])
  const answer = await site.attribution({ models: [...ALL_MODELS] })
  expect(answer.paths).toEqual([{ path: ['google', 'newsletter'], conversions: 1, revenue: 100 }])
  const tiktok = answer.rows.find(({ source }) => source === 'tiktok')
  expect(tiktok?.visits).toBe(1)
  for (const model of ALL_MODELS)
    expect(tiktok?.models[model]).toMatchObject({ conversions: 0, revenue: 0, new_customers: 0 })
})

test('a customer is new with the first conversion ever, not with that of the period', async () => {
  site.take([
    visit('01T10:00', 'google'),
    buy('01T10:05', 1),
    visit('20T10:00', 'bing'),
    buy('20T10:05', 1),
    buy('20T10:06', 1, 'q'),
  ])
  const late = { period: { from: '2026-03-20', to: '2026-03-31' }, models: ['last'] }
  const { rows, totals } = await site.attribution(late)
  expect(rows.map(({ source, models }) => [source, models.last?.new_customers])).toEqual([
    ['bing', 0],
    ['Unattributed', 1],
  ])
  expect(totals.models.last?.new_customers).toBe(1)
})

test.each([
  ['visit', [3, 40]],
  ['person', [1, 10]],
] as const)('a goal that counts once a %s does so here', async (count, known) => {
  const once = await attributedSite({ name: 'Once', count })
  once.take([
    visit('01T10:00', 'google'),
    buy('01T10:05', 10),
    buy('01T10:06', 99),
    visit('02T10:00', 'google'),
    buy('02T10:05', 20),
    buy('05T10:05', 10),
  ])
  const answer = await once.attribution({ models: ['last'], goal: 'Once' })
  await once.close()
  expect(credited(answer, 'last')).toEqual({ google: known })
})
