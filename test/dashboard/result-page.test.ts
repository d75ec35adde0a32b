import './page.ts'
import { expect, test } from 'vitest'
import { ExperimentAnswer } from '../../collector/reports/experiment/answer.ts'
import { Experiment } from '../../collector/settings/experiments/definition.ts'
import { resultPage } from '../../dashboard/views/experiments/result-page.ts'

const HOSTILE = '"></title><script>alert(1)</script><img src=x onerror=alert(1)>'

const experiment = Experiment.parse({
  ...{ key: 'hero', name: HOSTILE, hypothesis: HOSTILE, owner: 'Ada', seed: 's' },
  ...{ status: 'stopped', winner: 'b', phases: [], created_at: '2026-11-01T00:00:00Z' },
  variants: [
    { key: 'control' },
    { key: 'b', changes: [{ op: 'html', selector: 'h1', value: HOSTILE }] },
  ],
})

const running_interval = [0.01, 0.03]
const compared = {
  always_valid: { p_value: 0.01, interval: [0.01, 0.03], relative_interval: [0.1, 0.5] },
  relative: { estimate: 0.3, interval: [0.1, 0.5] },
  ...{ running_interval, adjusted_p_value: 0.01 },
}
const counted = (key: string, n: number, sum: number) => {
  return { key, n, immature: 0, sum, sum_squares: sum, mean: sum / n }
}
const day = (date: string) => ({
  day: date,
  variants: [
    { key: 'control', n: 9, mean: 0.06, always_valid: null, running_interval: null },
    { key: 'b', n: 9, mean: 0.08, always_valid: null, running_interval },
  ],
})

const answer = ExperimentAnswer.parse({
  meta: {
    ...{ from: '2026-11-01', to: '2026-11-20', timezone: 'UTC', currency: 'EUR' },
    ...{ data_from: null, partial: false, unconverted: [], warnings: [HOSTILE] },
  },
  ...{ key: 'hero', status: 'stopped', winner: 'b', same: false, plan: null, unit: 'visitor' },
  ...{ engine: 'always_valid', alpha: 0.05 },
  phase: {
    ...{ phase: 1, started_at: '2026-11-01T00:00:00Z', ended_at: '2026-11-20T00:00:00Z' },
    ...{
      seed: 's',
      unit: 'visitor',
      weights: [{ key: 'control' }, { key: 'b' }],
      coverages: [1],
      tuning_n: 5_000,
      judged: null,
    },
  },
  health: {
    srm: { p_value: 0.6, flag: false, by: [] },
    ...{
      units: 2_000,
      crossovers: 3,
      crossed_too_many: false,
      without_ids: false,
      nobody_new: null,
    },
    faults: { control: 0, b: 7 },
    exposures: [{ day: '2026-11-01', counts: { control: 1_000, b: 1_000 } }],
  },
  metrics: [
    {
      ...{ goal: HOSTILE, role: 'primary', kind: 'proportion', window: '7d', better: 'higher' },
      ...{ minimum_effect: 0.1, cuped_reason: null },
      variants: [counted('control', 1_000, 60), { ...counted('b', 1_000, 80), ...compared }],
      series: [day('2026-11-19'), day('2026-11-20')],
    },
  ],
  verdict: {
    ...{ word: 'ship', sentence: 'Ship b.', days_left: null, trouble: null },
    ...{ goal: HOSTILE, variant: 'b', missing: null },
  },
})

const page = resultPage({
  ...{ experiment, answer, domain: 'example.com', timezone: 'UTC' },
  now: Date.parse('2026-11-20T12:00:00Z'),
})

test('a result as a page says what the dashboard says', () => {
  expect(page).toContain('<h1>Ship b</h1>')
  expect(page).toContain('8% instead of 6%')
  expect(page).toContain('b could not be shown on 7 pages')
  expect(page).toContain('+10% … +50%')
  expect(page.match(/<svg/g)).toHaveLength(2)
})

test('a result as a page says of several comparisons what they mean, and who still has time', () => {
  expect(page).not.toContain('not adjusted')
  const [metric] = answer.metrics
  const [control, b] = metric?.variants ?? []
  const variants = [control, b, { ...b, key: 'c', immature: 12 }]
  const of = (shown: object) => {
    const wide = ExperimentAnswer.parse({ ...answer, metrics: [{ ...metric, ...shown }] })
    return resultPage({ experiment, answer: wide, domain: 'example.com', timezone: 'UTC', now: 0 })
  }
  expect(of({ variants })).toContain('Intervals are not adjusted')
  expect(of({ variants })).toContain('12 still have time')
  // A phase that nobody has seen yet has nothing to tell of.
  expect(of({ variants: [] })).not.toContain('<th')
})

test('a page of an earlier phase says which, and what that phase had, not what is defined now', () => {
  const now = Experiment.parse({
    ...{ ...experiment, name: 'Hero', hypothesis: '', unit: 'visitor', coverage: 0.9 },
    variants: [{ key: 'control' }, { key: 'd' }],
    target: { urls: ['/'], when: [['is', 'device', ['mobile']]] },
    plan: { minimum_effect: 0.4 },
  })
  const of = (part: object) =>
    resultPage({
      ...{ experiment: now, domain: 'example.com', timezone: 'UTC', now: 0 },
      answer: ExperimentAnswer.parse({
        ...{ ...answer, unit: 'visit', plan: { total: 900, minimum_effect: 0.1 } },
        phase: {
          ...{ ...answer.phase, unit: 'visit', coverages: [0.5, 1] },
          weights: [
            { key: 'control', weight: 0.75 },
            { key: 'b', weight: 0.25 },
          ],
          ...part,
        },
      }),
    })
  const judged = { metrics: { secondary: [], guardrails: [] }, plan: null, same: false }
  const page = of({ judged })
  expect(page).toContain('Phase 1: Sun, 1 Nov 2026, 00:00 – Fri, 20 Nov 2026, 00:00')
  expect(page).toContain('a visit')
  expect(page).not.toContain('a visitor')
  expect(page).toContain('50% → 100%')
  expect(page).not.toContain('90%')
  expect(page).toContain('control 75% / b 25%')
  expect(page).toContain('Device is Mobile')
  expect(page).toContain('no longer defined')
  expect(page).not.toContain('<td dir="auto">d</td>')
  expect(page).toContain('The plan: 900 people, to see a change of 10%.')
  expect(page).toContain('those that this phase was judged by')
  expect(of({ judged: null })).toContain('was not kept')
  expect(of({ judged, ended_at: null })).not.toContain('as they are defined now')
})

test('a result as a page runs nothing, asks for nothing, and shows what people wrote as text', () => {
  expect(page).not.toMatch(/<script|<img|https?:|url\(|@import/)
  expect(page).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'\"")
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

test.each([
  ['2026-11-19T10:00:00.000Z', 'Nobody new comes in since Thu, 19 Nov 2026, 10:00'],
  [null, 'Nobody new comes in: the site'],
])('that nobody new comes in is said, and since when where that is known', (since, said) => {
  const { health, verdict } = answer
  const stopped = ExperimentAnswer.parse({
    ...{ ...answer, health: { ...health, nobody_new: { since } } },
    verdict: { ...verdict, word: 'check the data', trouble: 'nobody new' },
  })
  const told = { experiment, answer: stopped, domain: 'example.com', timezone: 'UTC', now: 0 }
  expect(resultPage(told)).toContain(said)
})
