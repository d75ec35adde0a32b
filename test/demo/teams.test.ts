import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoTeams } from '../../collector/demo/teams.ts'
import type { AccountsAnswer } from '../../collector/reports/accounts/answer.ts'
import type { UnitEconomicsAnswer } from '../../collector/reports/customers/answer.ts'
import { type SeededDemo, seededDemo } from './seeded.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-28T12:45:00Z')

let demo: SeededDemo
beforeAll(async () => {
  demo = await seededDemo(NOW)
}, 180_000)
afterAll(() => demo.close())

test('in fourteen months money moves in every way that it can', async () => {
  const period = { from: '2025-10-01', to: '2026-11-27' }
  const { months } = await demo.ask<UnitEconomicsAnswer>('unit-economics', { period })
  for (const name of ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const) {
    expect(months.filter((month) => month[name] > 0).length, name).toBeGreaterThan(2)
  }
  expect(months.some(({ fx }) => fx !== 0)).toBe(true)
  const last = months.at(-1)
  expect(last?.ltv).toBeGreaterThan(0)
  expect(last?.payback_months).toBeGreaterThan(0)
})

test('three teams are about to leave, and one has left that no score had named', async () => {
  const { items } = await demo.ask<AccountsAnswer>('accounts', { limit: 1_000 })
  const team = (number: number) => items.find(({ account }) => account === `team-${number}`)
  for (const number of [3, 11, 44]) {
    const why = team(number)?.at_risk.map(({ why }) => why)
    expect(why, `team-${number}`).toContain('renewal')
  }
  const falling = items.filter(({ falling }) => falling).map(({ account }) => account)
  expect(falling).toEqual(expect.arrayContaining(['team-3', 'team-44']))
  expect(team(48)).toMatchObject({ state: 'lost', at_risk: [] })
  expect(team(48)?.health).toBeGreaterThan(60)
})

test('one cohort brings more from quarter to quarter', () => {
  const start = Date.parse('2026-08-31T00:00:00Z')
  const seatsAt = (at: number) =>
    [5, 9, 14, 18, 22, 31, 36]
      .map((number) => lines.findLast((line) => line.account === `team-${number}` && line.at <= at))
      .reduce((sum, line) => sum + (line?.subscription?.quantity ?? 0), 0)
  const lines = demoTeams({ seed: 39, start, end: start + 90 * DAY }).sort((a, b) => a.at - b.at)
  const quarters = [-180, -90, 0, 90].map((day) => seatsAt(start + day * DAY))
  expect(quarters.toSorted((a, b) => a - b)).toEqual(quarters)
  expect(quarters[3]).toBeGreaterThan(1.3 * Number(quarters[0]))
})

test('a later end adds to what was told, and changes nothing', () => {
  const start = Date.parse('2026-08-31T00:00:00Z')
  const [until, later] = [90, 120].map((days) =>
    demoTeams({ seed: 39, start, end: start + days * DAY }),
  )
  expect(later?.filter(({ at }) => at < start + 90 * DAY)).toEqual(until)
})
