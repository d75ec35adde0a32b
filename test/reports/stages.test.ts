import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Progress, velocityOf } from '../../collector/reports/stages/progress.ts'
import { type StagesAnswer, stagesTable } from '../../collector/reports/stages.ts'
import type { StagesPeopleAnswer } from '../../collector/reports/stages-people.ts'
import { wilsonInterval } from '../../experiments/statistics/wilson.ts'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

const NAMES = ['Lead', 'Demo', 'Offer', 'Won']
const PERIOD = { from: '2026-03-01', to: '2026-03-31' }

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  for (const name of NAMES) {
    await site.goal({ name, event: name, value: name === 'Won' ? 600 : 'none', count: 'every' })
  }
  site.take([
    // From a newsletter weeks before, all the way in 40 days and longer than any funnel's window.
    visit('ann', '2026-02-01', '/?utm_source=news&utm_medium=email'),
    ...steps('ann', ['2026-03-02', '2026-03-04', '2026-04-01', '2026-04-11']),
    ...steps('bob', ['2026-03-01', '2026-03-07', '2026-03-11', '2026-09-17']),
    ...steps('cyd', ['2026-03-01', '2026-03-05', '2026-03-11']),
    ...steps('dan', ['2026-03-31']),
    // Asked for a demo before it was a lead; the lead of the last came a day too late.
    { ...step('eve', 'Demo', '2026-03-01') },
    ...steps('eve', ['2026-03-02']),
    ...steps('fay', ['2026-04-01', '2026-04-02']),
  ])
})
afterAll(() => site.close())

function step(who: string, name: string, day: string): Line {
  return { name, at: `${day}T10:00:00`, visitor: who, user: who, account: `of-${who}`, path: '/x' }
}

const steps = (who: string, days: string[]) => days.map((day, i) => step(who, NAMES[i] ?? '', day))

function visit(who: string, day: string, path: string): Line {
  return { at: `${day}T10:00:00`, visitor: who, user: who, path }
}

async function asked(request: object = {}): Promise<StagesAnswer> {
  return (await site.run('stages', { period: PERIOD, stages: NAMES, ...request })) as StagesAnswer
}

describe('people of a stage', () => {
  const at = async (stage: number, state: 'reached' | 'pending', more: object = {}) =>
    (await site.run('stages/people', {
      ...{ period: PERIOD, stages: NAMES, stage, state, ...more },
    })) as StagesPeopleAnswer

  test('are those whom its bar counts, and those who have come to the one before alone', async () => {
    const { stages } = await asked()
    for (const [i, { people }] of stages.entries()) {
      expect((await at(i, 'reached')).total).toBe(people)
      const before = stages[i - 1]?.people ?? people
      expect((await at(i, 'pending')).total).toBe(before - people)
    }
    expect((await at(3, 'reached')).people).toEqual(['user:ann', 'user:bob'])
    expect((await at(3, 'pending')).people).toEqual(['user:cyd'])
  })

  test('come page by page, and of a stage that there is', async () => {
    const { people, total, next_cursor } = await at(3, 'reached', { limit: 1 })
    expect([people, total]).toEqual([['user:ann'], 2])
    const rest = await at(3, 'reached', { limit: 1, cursor: next_cursor })
    expect([rest.people, rest.next_cursor]).toEqual([['user:bob'], null])
    await expect(at(4, 'reached')).rejects.toThrow('the stages are 0 to 3')
  })
})

describe('stages', () => {
  test('tell how many reached each, of those who began in the period, by now', async () => {
    const { stages, ...rest } = await asked()
    expect(stages).toEqual([
      { goal: 'Lead', people: 5, from_previous: null, interval: null, median_days: null },
      // 2, 6 and 4 days.
      stage('Demo', 3, 5, 4),
      // 28, 4 and 6 days.
      stage('Offer', 3, 3, 6),
      // 10 and 190 days.
      stage('Won', 2, 3, 100),
    ])
    expect(rest).toMatchObject({ win_rate: 2 / 3, win_interval: wilsonInterval(2, 3) })
    // 40 and 200 days.
    expect(rest.cycle_days).toBe(120)
    // No subscription is known; 3 × 2/3 × 600 ÷ 120
    expect(rest).toMatchObject({ acv: 600, acv_of: 'goal', velocity: 10 })
    expect(rest.by).toBeUndefined()
  })

  function stage(goal: string, people: number, before: number, median_days: number) {
    const interval = wilsonInterval(people, before)
    return { goal, people, from_previous: people / before, interval, median_days }
  }

  test('are told by people’s first visit ever, and sum to the whole', async () => {
    const { by = [], stages } = await asked({ dimension: 'source' })
    expect(by.map(({ value, stages: own }) => [value, own.map(({ people }) => people)])).toEqual([
      ['direct', [4, 2, 2, 1]],
      ['news', [1, 1, 1, 1]],
    ])
    for (const [i, { people }] of stages.entries()) {
      expect(by.reduce((sum, row) => sum + (row.stages[i]?.people ?? 0), 0)).toBe(people)
    }
    expect(by[1]).toMatchObject({ win_rate: 1, cycle_days: 40 })
  })

  test('beyond the limit are one row', async () => {
    const { by = [] } = await asked({ dimension: 'source', limit: 1 })
    expect(by).toHaveLength(2)
    expect(by[1]).toMatchObject({ value: null, other: true, stages: [{ people: 1 }, {}, {}, {}] })
  })

  test('are a table of stages, or of each value', async () => {
    expect(stagesTable(await asked())).toHaveLength(4)
    const rows = stagesTable(await asked({ dimension: 'source', limit: 1 }))
    expect(rows).toHaveLength(8)
    expect(rows[4]).toMatchObject({ value: 'other', goal: 'Lead', people: 1 })
  })

  test('are chosen by the visit in which people came to the first', async () => {
    const { stages } = await asked({ filters: [['is', 'account', ['of-ann', 'of-bob']]] })
    expect(stages.map(({ people }) => people)).toEqual([2, 2, 2, 2])
  })

  test.each([
    [{ stages: ['Lead', 'Wom'] }, '"Won"'],
    [{ stages: ['Lead'] }, '2'],
    [{ dimension: 'event' }, 'first visit'],
    [{ dimension: 'time:day' }, 'first visit'],
  ])('%j are refused', async (request, reason) => {
    await expect(asked(request)).rejects.toThrow(reason)
  })

  test('are worth what the won customers’ subscriptions began with', async () => {
    const paid = (who: string, at: string, amount: number): Line => ({
      ...{ name: 'subscription', at, visitor: undefined, account: `of-${who}` },
      subscription: { id: who, amount, currency: 'EUR', interval: 'month', status: 'active' },
    })
    site.take([
      { ...paid('ann', '2026-04-11T10:00:00', 100) },
      // More later says nothing of how it began; who was not won is not asked about.
      paid('ann', '2026-06-11T10:00:00', 900),
      paid('bob', '2026-09-17T10:00:00', 300),
      paid('cyd', '2026-09-17T10:00:00', 5_000),
    ])
    // (100 + 300) / 2 × 12
    expect(await asked()).toMatchObject({ acv: 2_400, acv_of: 'subscriptions', velocity: 40 })
  })
})

test('what nobody came to is told without rates', () => {
  const none = new Progress(2)
  expect(none.stages()[1]).toEqual({
    ...{ people: 0, from_previous: null, interval: null, median_days: null },
  })
  expect(velocityOf(none, 100)).toBeNull()
})

test('velocity is opportunities × win rate × worth ÷ days', () => {
  const progress = new Progress(2)
  const day = 86_400_000
  for (let i = 0; i < 20; i++) progress.add(i < 5 ? [0, 60 * day] : [0])
  // 20 × 0.25 × 6,000 ÷ 60
  expect(velocityOf(progress, 6_000)).toBe(500)
  expect(velocityOf(progress, null)).toBeNull()
  const atOnce = new Progress(2)
  atOnce.add([0, 0])
  expect(velocityOf(atOnce, 6_000)).toBeNull()
})
