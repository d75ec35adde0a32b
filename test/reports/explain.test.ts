import { afterEach, expect, test } from 'vitest'
import type { ExplainAnswer } from '../../collector/reports/explain.ts'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
afterEach(() => site?.close())

const WEEKS = {
  period: { from: '2026-11-09', to: '2026-11-15' },
  against: { from: '2026-11-02', to: '2026-11-08' },
}

async function explain(request: object): Promise<ExplainAnswer> {
  return (await site.run('explain', { ...WEEKS, ...request })) as ExplainAnswer
}

/** People who come once, a day after another from the first on, some of whom sign up. */
function crowd(name: string, first: string, { size, signups, tag = '' }: Crowd): Line[] {
  const start = Date.parse(`${first}T09:00:00Z`)
  return Array.from({ length: size }, (_, i): Line[] => {
    const at = start + (i % 7) * 86_400_000 + i * 1_000
    const visitor = `${name}-${first}-${i}`
    const landing = { at, visitor, path: `/${tag}` }
    const signup = { name: 'Signup', at: at + 60_000, visitor, path: '/' }
    // Spread evenly over the days.
    return i < signups ? [landing, signup] : [landing]
  }).flat()
}

interface Crowd {
  size: number
  signups: number
  tag?: string
}

const PAID = '?utm_source=facebook&utm_medium=paid_social'

async function twoWeeks() {
  site = await reportedSite()
  await site.goal({ name: 'Sign-ups', event: 'Signup', value: 'none', count: 'every' })
  site.take([
    ...crowd('paid', '2026-11-02', { size: 140, signups: 70, tag: PAID }),
    ...crowd('own', '2026-11-02', { size: 210, signups: 42 }),
    ...crowd('paid', '2026-11-09', { size: 35, signups: 14, tag: PAID }),
    ...crowd('own', '2026-11-09', { size: 210, signups: 42 }),
  ])
}

test('effects of a count are volume and rate, and sum to the change', async () => {
  await twoWeeks()
  const answer = await explain({ metric: 'conversions', goal: 'Sign-ups', dimensions: ['channel'] })
  expect(answer).toMatchObject({ before: 112, after: 56, change: -56 })
  const [paid, own, ...more] = answer.dimensions[0]?.values ?? []
  expect(more).toEqual([])
  // −105 people × (0.5 + 0.4) / 2 = −47.25, and (140 + 35) / 2 × −0.1 = −8.75.
  expect(paid).toMatchObject({
    value: 'Paid Social',
    before: { people: 140, rate: 0.5 },
    after: { people: 35, rate: 0.4 },
  })
  expect(paid?.volume).toBeCloseTo(-47.25, 12)
  expect(paid?.rate_effect).toBeCloseTo(-8.75, 12)
  expect(paid?.total).toBeCloseTo(-56, 12)
  expect(own).toMatchObject({ value: 'Direct', volume: 0, rate_effect: 0, total: 0 })
  expect(answer.named).toEqual([
    { dimension: 'channel', value: 'Paid Social', total: paid?.volume, why: 'volume', rose: false },
  ])
  expect(answer.reason).toBeNull()
  expect(answer.sentence).toBe(
    'Sign-ups fell by 56. By channel, 47 of it is fewer visitors from Paid Social.',
  )
})

test('what everybody has is named as nothing', async () => {
  await twoWeeks()
  const { named } = await explain({ metric: 'visitors', dimensions: ['region', 'channel'] })
  expect(named.map(({ dimension }) => dimension)).toEqual(['channel'])
})

test('a campaign that began in the midst of the period is named', async () => {
  site = await reportedSite()
  const usual = [0, 7, 14, 21].flatMap((shift) => {
    const first = new Date(Date.parse('2026-10-19') + shift * 86_400_000).toISOString().slice(0, 10)
    return crowd('own', first, { size: 70, signups: 0 })
  })
  site.take([
    ...usual,
    ...crowd('new', '2026-11-08', { size: 56, signups: 0, tag: '?utm_source=x&utm_campaign=y' }),
  ])
  const { named } = await explain({
    metric: 'visitors',
    dimensions: ['campaign'],
    period: { from: '2026-11-02', to: '2026-11-15' },
    against: { from: '2026-10-19', to: '2026-11-01' },
  })
  expect(named[0]).toMatchObject({ value: 'y', total: 56, why: 'volume', rose: true })
})

const REDDIT = '?utm_source=reddit&utm_medium=social'
const ANDROID =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36'
const desktopAndMobile = (day: string, people: Crowd) => [
  ...crowd('desktop', day, people),
  ...crowd('mobile', day, people).map((line) => ({
    ...line,
    visitor: `m-${line.visitor}`,
    ua: ANDROID,
  })),
]

test('of a launch its source is named, not all that grew with it', async () => {
  site = await reportedSite()
  site.take([
    ...desktopAndMobile('2026-11-02', { size: 140, signups: 0 }),
    ...desktopAndMobile('2026-11-09', { size: 175, signups: 0 }),
    ...desktopAndMobile('2026-11-09', { size: 140, signups: 0, tag: REDDIT }).map((line) => ({
      ...line,
      visitor: `r-${line.visitor}`,
    })),
  ])
  const { named } = await explain({
    metric: 'visitors',
    dimensions: ['device', 'channel', 'visitor_kind'],
  })
  expect(named.map(({ value, total }) => [value, total])).toEqual([
    ['Organic Social', 280],
    ['Direct', 70],
  ])
})

test('what grows everywhere alike is no matter of one part', async () => {
  site = await reportedSite()
  site.take([
    ...desktopAndMobile('2026-11-02', { size: 70, signups: 0 }),
    ...desktopAndMobile('2026-11-09', { size: 210, signups: 0 }),
  ])
  const answer = await explain({ metric: 'visitors', dimensions: ['device', 'channel'] })
  expect(answer).toMatchObject({ change: 280, named: [], reason: 'alike' })
  expect(answer.sentence).toBe(
    'Visitors rose by 280. It is spread evenly: no part changed otherwise than the rest.',
  )
})
