import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UsualAnswer } from '../../collector/reports/usual/answer.ts'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

const DAY = 86_400_000
const NOW = '2026-11-20T12:00:00Z'
const TODAY = Date.parse('2026-11-20T00:00:00Z')
/** A Tuesday. */
const BROKEN = '2026-11-17'

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** Half of them in the morning; every fifth signs up, and pays. */
function day(at: number, visitors: number): Line[] {
  return Array.from({ length: visitors }, (_, i): Line[] => {
    const visitor = `${dateOf(at)}-${i}`
    const start = at + (i % 2 === 0 ? 9 : 15) * 3_600_000 + i * 1_000
    const landing = { at: start, visitor, path: i % 3 === 0 ? '/bounced' : '/' }
    const paid = { amount: 10, currency: 'EUR' }
    const signup = { name: 'Signup', at: start + 60_000, visitor, path: '/', revenue: paid }
    return i % 5 === 0 ? [landing, signup] : [landing]
  }).flat()
}

/** Twelve weeks of about 20 visitors on weekdays and about 8 on others, with one Tuesday of two. */
function weeks(days: number): Line[] {
  return Array.from({ length: days }, (_, back) => {
    const at = TODAY - back * DAY
    if (dateOf(at) === BROKEN) return day(at, 2)
    const isWeekend = new Date(at).getUTCDay() % 6 === 0
    const usual = (isWeekend ? 8 : 20) + ((back * 7) % 5) - 2
    // Nobody has come yet who comes in the afternoon.
    return day(at, usual).filter((line) => Number(line.at) <= Date.parse(NOW))
  }).flat()
}

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite({}, NOW)
  await site.goal({ name: 'Sign-ups', event: 'Signup', value: 'revenue', count: 'every' })
  site.take(weeks(84))
})
afterAll(() => site.close())

const METRICS = ['visitors', 'conversions', 'conversion_rate', 'revenue', 'bounce_rate']

async function usual(request: object = {}, at = site): Promise<UsualAnswer> {
  return (await at.run('usual', { period: '7d', metrics: METRICS, ...request })) as UsualAnswer
}

function of(answer: UsualAnswer, metric: string) {
  return answer.days.filter((one) => one.metric === metric)
}

describe('what is usual', () => {
  test('is told of each day by the same weekdays of the eight weeks before', async () => {
    const visitors = of(await usual(), 'visitors')
    expect(visitors.map(({ date }) => date)).toEqual(
      Array.from({ length: 7 }, (_, i) => dateOf(TODAY - (7 - i) * DAY)),
    )
    const tuesday = visitors.find(({ date }) => date === BROKEN)
    expect(tuesday).toMatchObject({ value: 2, abnormal: 'low', partial: false })
    expect(tuesday?.expected).toBeGreaterThan(18)
    expect(tuesday?.expected).toBeLessThan(22)
    expect(tuesday?.low).toBeGreaterThan(4)
    expect(tuesday?.high).toBeLessThan(45)
    const others = visitors.filter(({ date }) => date !== BROKEN)
    expect(others.map(({ abnormal }) => abnormal)).toEqual([null, null, null, null, null, null])
    const sunday = visitors.find(({ date }) => date === '2026-11-15')
    expect(sunday?.expected).toBeLessThan(11)
  })

  test('is told of rates and money, too', async () => {
    const answer = await usual()
    const rate = of(answer, 'bounce_rate').find(({ date }) => date === '2026-11-16')
    expect(rate?.expected).toBeGreaterThan(0)
    expect(rate?.high).toBeLessThanOrEqual(1)
    const revenue = of(answer, 'revenue').find(({ date }) => date === '2026-11-16')
    // Four or five sign-ups of €10.
    expect(revenue?.value).toBeGreaterThanOrEqual(40)
    expect(revenue?.expected).toBeGreaterThan(35)
    expect(revenue?.expected).toBeLessThan(55)
  })

  test('names the day that is beyond chance, and that alone', async () => {
    const { surprises, looked_at } = await usual({ period: '28d' })
    expect(surprises[0]).toMatchObject({
      ...{ metric: 'visitors', from: BROKEN, to: BROKEN, side: 'low', ongoing: false },
      value: 2,
    })
    expect(new Set(surprises.map(({ from }) => from))).toEqual(new Set([BROKEN]))
    expect(surprises[0]?.q).toBeLessThan(0.02)
    expect(looked_at).toBeGreaterThan(28 * 4)
  })

  test('does not go on where the days asked for ended with it, long ago', async () => {
    const { surprises } = await usual({ period: { from: '2026-11-02', to: BROKEN } })
    expect(surprises[0]).toMatchObject({ metric: 'visitors', to: BROKEN, ongoing: false })
  })

  test('of a running day is what there usually was by now', async () => {
    const [today] = of(await usual({ period: 'today' }), 'visitors')
    expect(today).toMatchObject({ date: dateOf(TODAY), partial: true, abnormal: null })
    expect(today?.expected).toBeGreaterThan(8)
    expect(today?.expected).toBeLessThan(12)
    // As many again come in the afternoon.
    expect(today?.pace).toBeGreaterThan(15)
    expect(today?.pace).toBeLessThan(25)
  })

  test('is of the goal and the visits that are asked for', async () => {
    const all = await usual({ goal: 'Sign-ups' })
    expect(of(all, 'conversions')[0]?.expected).toBeGreaterThan(2)
    const bounced = await usual({ filters: [['is', 'landing_page', ['/bounced']]] })
    expect(of(bounced, 'visitors')[0]?.expected).toBeLessThan(9)
    await expect(usual({ goal: 'Sign-up' })).rejects.toThrow('Sign-ups')
  })
})

test('a day without any event is none, and not the day before it', async () => {
  const dead = await reportedSite({}, NOW)
  const silent = '2026-11-18'
  dead.take(weeks(84).filter(({ at }) => ![BROKEN, silent].includes(dateOf(Number(at)))))
  const { days, surprises } = await usual({ period: '28d' }, dead)
  const day = days.find(({ metric, date }) => metric === 'visitors' && date === silent)
  expect(day).toMatchObject({ value: 0, abnormal: 'low' })
  expect(
    days.find(({ metric, date }) => metric === 'conversion_rate' && date === silent),
  ).toMatchObject({ value: null, abnormal: null })
  expect(surprises[0]).toMatchObject({ metric: 'visitors', from: BROKEN, to: silent, value: 0 })
  await dead.close()
})

test('twice as many are no wonder where there are two', async () => {
  const small = await reportedSite({}, NOW)
  small.take(
    Array.from({ length: 84 }, (_, back) => day(TODAY - back * DAY, back === 3 ? 4 : 2))
      .flat()
      .filter(({ at }) => Number(at) <= Date.parse(NOW)),
  )
  const { days, surprises } = await usual({ period: '28d' }, small)
  expect(surprises).toEqual([])
  expect(days.every(({ abnormal }) => abnormal === null)).toBe(true)
  await small.close()
})

test('with fewer than four such weekdays nobody can say what is usual', async () => {
  const young = await reportedSite({}, NOW)
  young.take(weeks(20))
  const answer = await usual({}, young)
  expect(answer).toMatchObject({ reason: 'too_little', surprises: [], looked_at: 0 })
  expect(of(answer, 'visitors')[0]?.value).toBeGreaterThan(0)
  expect(answer.days.every(({ expected, abnormal }) => expected === null && !abnormal)).toBe(true)
  await young.close()
})

test('what a billing system tells of years ago makes no days without visitors', async () => {
  const young = await reportedSite({}, NOW)
  young.take([
    {
      name: 'subscription',
      at: TODAY - 700 * DAY,
      user: 'ann',
      subscription: { id: 's', amount: '9', currency: 'EUR', interval: 'month', status: 'active' },
    },
    ...weeks(20),
  ])
  const { surprises, reason } = await usual({ metrics: ['visitors'] }, young)
  expect([surprises, reason]).toEqual([[], 'too_little'])
  await young.close()
})

test('a site without events has nothing usual', async () => {
  const empty = await reportedSite({}, NOW)
  const answer = await usual({ period: 'all' }, empty)
  expect(answer).toMatchObject({ reason: 'too_little', surprises: [] })
  expect(answer.days.every(({ value }) => value === null || value === 0)).toBe(true)
  await empty.close()
})

test.each([
  [{ period: { from: '2024-01-01', to: '2026-11-20' } }, 'at most 400 days'],
  [{ metrics: ['visitor'] }, 'visitors'],
  [{ metrics: [] }, 'metrics'],
  [{ compare: 'previous' }, 'compare'],
])('%j is refused', async (request, said) => {
  await expect(usual(request)).rejects.toThrow(said)
})

test('days to come are not told of', async () => {
  const answer = await usual({ period: { from: '2026-11-21', to: '2026-11-28' } })
  expect(answer.days).toEqual([])
})
