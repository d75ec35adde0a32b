import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExplainAnswer } from '../../../collector/reports/explain.ts'
import type { FunnelAnswer } from '../../../collector/reports/funnel.ts'
import { type ReportedSite, reportedSite } from '../site.ts'
import { trafficLines } from '../traffic.ts'

const PERIOD = { from: '2026-10-26', to: '2026-11-08' }
const AGAINST = { from: '2026-10-12', to: '2026-10-25' }
const STEPS = [{ page: '*' }, { event: 'Signup', label: 'Signed up' }, { event: 'Purchase' }]

const STILL = 'of those who entered may still come to the step: a fall may be no more than that'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite({ timezone: 'Europe/Berlin' })
  site.take(trafficLines(5))
})
afterAll(() => site.close())

const ask = (request: object) =>
  site.run('explain', { period: PERIOD, against: AGAINST, ...request }) as Promise<ExplainAnswer>
const funnel = (request: object) =>
  site.run('funnel', { steps: STEPS, ...request }) as Promise<FunnelAnswer>

describe.each(['person', 'visit', 'attempt'] as const)('a funnel by %s', (by) => {
  test.each([1, 2])(
    'the rate of step %i is that of the funnel, and so are its rows',
    async (step) => {
      const dimensions = ['channel', 'device', 'visitor_kind']
      const answer = await ask({ steps: STEPS, by, step, dimensions })
      for (const [side, period] of [
        ['before', AGAINST],
        ['after', PERIOD],
      ] as const) {
        const whole = await funnel({ period, by, breakdown: 'channel', limit: 1_000 })
        expect(answer[side]).toBeCloseTo(whole.steps[step]?.from_start ?? Number.NaN, 12)
        const rows = answer.dimensions[0]?.values ?? []
        const known = whole.breakdown.map(({ value, counts }) => [value, counts[0], counts[step]])
        const told = rows
          .filter((row) => row[side].people > 0)
          .map(({ value, [side]: { people, rate } }) => [value, people, Math.round(people * rate)])
        expect(told.toSorted()).toEqual(known.toSorted())
      }
      for (const { values } of answer.dimensions) {
        const sum = values.reduce((all, { total }) => all + total, 0)
        expect(sum).toBeCloseTo(answer.change, 12)
        expect(values[0]).toHaveProperty('mix')
      }
    },
  )
})

test('without a step it is the last one that is explained', async () => {
  const [last, second] = [await ask({ steps: STEPS }), await ask({ steps: STEPS, step: 2 })]
  expect(last).toEqual(second)
  expect(last.sentence).toMatch(/^The conversion rate of Purchase (fell|rose) by [\d.]+ points\./)
  const first = await ask({ steps: STEPS, step: 1 })
  expect(first.sentence).toMatch(/^The conversion rate of Signed up /)
})

test('who may still come to the step is told of', async () => {
  const closed = await ask({ steps: STEPS })
  expect(closed.meta.warnings).toEqual([])
  expect(closed.pending).toBe(0)
  const { meta, pending } = await ask({ steps: STEPS, window: '60d' })
  expect(pending).toBeGreaterThan(0)
  expect(meta.warnings).toEqual([`${pending} ${STILL}`])
  expect((await ask({ metric: 'visits' })).pending).toBeNull()
})

test.each([
  ['previous', AGAINST],
  ['year', { from: '2025-10-26', to: '2025-11-08' }],
])('a period is held against what %s means everywhere', async (against, days) => {
  const asked = { steps: STEPS, dimensions: ['device'] }
  const answer = await ask({ ...asked, against })
  expect(answer.against).toMatchObject(days)
  expect(answer).toEqual(await ask({ ...asked, against: days }))
})

test.each([
  [{}, 'say what to explain'],
  [{ steps: STEPS, metric: 'visits' }, 'say what to explain'],
  [{ steps: STEPS, step: 0 }, 'steps 1 to 2'],
  [{ steps: STEPS, step: 3 }, 'steps 1 to 2'],
  [{ funnel: 'nothing' }, 'unknown funnel "nothing"'],
  [{ steps: STEPS.slice(0, 1) }, 'steps'],
])('%j is refused with what to change', async (request, words) => {
  await expect(ask(request)).rejects.toThrow(words)
})
