import './page.ts'
import { expect, test } from 'vitest'
import type { Funnel } from '../../collector/settings/funnels.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import {
  distinct,
  funnelCandidates,
  type Idea,
  ideasQuestion,
  landingCandidates,
} from '../../dashboard/models/experiment-ideas.ts'
import { answeredBy, open } from './page.ts'

followAddress()
open('/sites/example.com')

const LEAVING = new AbortController().signal
const row = (landing_page: string | null, visitors: number, conversion_rate: number) => ({
  ...{ landing_page, visitors, conversion_rate },
})
const pagesOf = (candidates: readonly { page: string; why: { kind: string } }[]) =>
  candidates.map(({ page, why }) => `${page} ${why.kind}`)

test('landing pages that lose most come first, then the most visited', () => {
  const rows = [
    row('/', 5_000, 0.06),
    // 2,000 × (5 % − 2 %) = 60 lost.
    row('/pricing', 2_000, 0.02),
    // 4,000 × (5 % − 3 %) = 80 lost.
    row('/blog', 4_000, 0.03),
    // 4 of 100 is no fewer than 5 % by chance.
    row('/small', 100, 0.04),
    row('/docs', 900, 0.05),
  ]
  const found = landingCandidates({ rows, totals: { conversion_rate: 0.05 } }, 'Signup')
  expect(pagesOf(found)).toEqual([
    '/blog rate',
    '/pricing rate',
    '/ traffic',
    '/docs traffic',
    '/small traffic',
  ])
  expect(found[1]).toEqual({
    ...{ page: '/pricing', goal: 'Signup' },
    why: { kind: 'rate', visitors: 2_000, rate: 0.02, usual: 0.05 },
  })
})

test.each([
  ['nobody reaches the goal', row('/a', 1_000, 0)],
  ['too few come', row('/a', 99, 0.1)],
  ['no landing page is known', row(null, 1_000, 0.1)],
  ['its path is a glob', row('/a*', 1_000, 0.1)],
  ['no target could name it', row('/a,b', 1_000, 0.1)],
])('a row is no idea where %s', (_, one) => {
  expect(landingCandidates({ rows: [one], totals: { conversion_rate: 0.05 } }, 'Signup')).toEqual(
    [],
  )
})

const goals = [{ id: 'g1', name: 'Signup' }] as never
const step = (count: number, dropped = 0) => ({ count, dropped }) as never
const steps = [{ page: '*' }, { page: '/pricing' }, { goal: 'g1' }, { event: 'Paid' }]

test('of a funnel it is the page behind which most are lost, by the goal of the step after it', () => {
  const answer = { steps: [step(9_000), step(1_200, 7_800), step(545, 655), step(87, 458)] }
  expect(funnelCandidates({ steps }, answer, { goals, goal: 'Purchase' })).toEqual([
    {
      ...{ page: '/pricing', goal: 'Signup' },
      why: { kind: 'loss', before: steps[1], after: steps[2], lost: 655, entered: 1_200 },
    },
  ])
  const byEvent = [{ page: '/cart' }, { event: 'Paid' }]
  const two = { steps: [step(500), step(80, 420)] }
  expect(funnelCandidates({ steps: byEvent }, two, { goals, goal: 'Purchase' })[0]?.goal).toBe(
    'Purchase',
  )
})

test('a funnel without a page of its own, without a loss or of few people gives none', () => {
  const known = { goals, goal: 'Signup' }
  const answer = { steps: [step(900), step(100, 800)] }
  expect(funnelCandidates({ steps: [{ page: '*' }, { goal: 'g1' }] }, answer, known)).toEqual([])
  const few = { steps: [step(99), step(10, 89)] }
  const page = [{ page: '/cart' }, { goal: 'g1' }]
  expect(funnelCandidates({ steps: page }, few, known)).toEqual([])
  expect(funnelCandidates({ steps: page }, { steps: [step(900), step(900)] }, known)).toEqual([])
})

test('a page is one idea, for the first reason', () => {
  const one = (page: string, kind: string) => ({ page, goal: 'Signup', why: { kind } }) as never
  expect(pagesOf(distinct([one('/a', 'loss'), one('/b', 'rate'), one('/a', 'rate')]))).toEqual([
    '/a loss',
    '/b rate',
  ])
})

/** Answers as the API would: traffic of 100 a day at 5 %, and plans as large as the effect is small. */
async function ideasWith(rows: object[], perDay = 100): Promise<Idea[]> {
  answeredBy(async (request) => {
    const body = await request.json()
    if (request.url.endsWith('/experiments/plan')) {
      const sequential_total = Math.round(100 / body.minimum_effect ** 2)
      return Response.json({ total: 1, sequential_total })
    }
    if (request.url.endsWith('/reports/funnel')) {
      const lost = body.steps[0].page === '/cart' ? 900 : 800
      return Response.json({ steps: [step(1_000), step(1_000 - lost, lost)] })
    }
    if (body.dimensions[0] === 'landing_page') {
      return Response.json({ rows, totals: { conversion_rate: 0.05 } })
    }
    const days = Array.from({ length: 28 }, (_, i) => ({ 'time:day': String(i), visitors: perDay }))
    const totals = { visitors: perDay * 28, conversion_rate: 0.05 }
    return Response.json({ rows: days, totals, meta: { data_from: null } })
  })
  const funnel = { id: 'f', steps: [{ page: '/cart' }, { goal: 'g1' }] } as unknown as Funnel
  const small = { id: 's', steps: [{ page: '/small' }, { goal: 'g1' }] } as unknown as Funnel
  const question = ideasQuestion({ goals, goal: 'Signup', funnels: [small, funnel] })
  return (await question?.fetch(LEAVING)) ?? []
}

test('an idea says the smallest change that shows in eight weeks, and the days', async () => {
  const rows = ['/a', '/b', '/c'].map((page) => row(page, 1_000, 0.05))
  // 100 / 0.1² = 10,000 people take 100 days, 100 / 0.2² = 2,500 take 25.
  expect(await ideasWith(rows)).toMatchObject([
    { page: '/cart', effect: 0.2, plan: { total: 2_500, days: 25, joinPerDay: 100 } },
    { page: '/a', effect: 0.2 },
    { page: '/b', effect: 0.2 },
  ])
})

test('what nobody would wait for is no idea', async () => {
  // 100 / 0.5² = 400 people at one a day.
  expect(await ideasWith([row('/a', 1_000, 0.05)], 1)).toEqual([])
})
