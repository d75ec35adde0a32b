import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MagicNumberAnswer } from '../../../collector/reports/magic-number.ts'
import {
  associationOf,
  phiOf,
  verdictOf,
} from '../../../collector/reports/retention/association.ts'
import { Did } from '../../../collector/reports/retention/did.ts'
import { bestThresholds } from '../../../collector/reports/retention/thresholds.ts'
import { fisherExact } from '../../../experiments/statistics/fisher.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

/** Made by `test/golden/association.py`. */
const golden = JSON.parse(
  readFileSync(new URL('../../golden/association.json', import.meta.url), 'utf8'),
)

describe('how two things go together', () => {
  test('φ of 30, 10, 10, 50', () => {
    // (1500 − 100) / √(40 × 60 × 40 × 60) = 1400 / 2400
    const found = associationOf({ a: 30, b: 10, c: 10, d: 50 })
    expect(found?.phi).toBeCloseTo(0.583333, 6)
    // tanh(artanh 0.583333 ± 1.959964 / √97) = tanh(0.667501 ± 0.199004)
    expect(found?.interval[0]).toBeCloseTo(0.436984, 6)
    expect(found?.interval[1]).toBeCloseTo(0.699594, 6)
    expect(found?.verdict).toBe('correlated')
  })

  test.each<{
    table: [number, number, number, number]
    phi: number
    interval: number[]
    p: number
  }>(golden)('$table as scipy has it', ({ table: [a, b, c, d], phi, interval, p }) => {
    const found = associationOf({ a, b, c, d })
    const relative = (value = Number.NaN, known = Number.NaN) => Math.abs(value / known - 1)
    expect(relative(found?.phi, phi)).toBeLessThan(1e-10)
    expect(relative(found?.interval[0], interval[0])).toBeLessThan(1e-8)
    expect(relative(found?.interval[1], interval[1])).toBeLessThan(1e-8)
    expect(relative(found?.p, p)).toBeLessThan(1e-8)
  })

  test('all or none of one side tell nothing', () => {
    expect(associationOf({ a: 3, b: 2, c: 0, d: 0 })).toBeUndefined()
    expect(phiOf({ a: 0, b: 5, c: 0, d: 5 })).toBeUndefined()
  })

  test.each([
    [0.6, 'correlated'],
    [0.6 + 4e-10, 'correlated'],
    [0.600000001, 'strong'],
    [0.4 - 4e-10, 'correlated'],
    [0.399999999, 'weak'],
    [-0.9, 'weak'],
  ] as const)('%d is %s', (phi, word) => {
    expect(verdictOf(phi)).toBe(word)
  })

  test('a perfect companion has an interval, too', () => {
    expect(associationOf({ a: 5, b: 0, c: 0, d: 5 })).toMatchObject({ phi: 1, interval: [1, 1] })
  })
})

test('of equal thresholds the smallest stands, and a pair only where it says more than either event', () => {
  const did = new Did(['Invite', 'Upload'], 3)
  const person = (invites: number, uploads: number, stays: boolean) => {
    const counts = [invites, uploads].flatMap((times, name): [number, number][] =>
      times > 0 ? [[name, times]] : [],
    )
    did.add(new Map(counts), stays)
  }
  for (let i = 0; i < 20; i++) {
    person(3, 3, true)
    person(3, 0, false)
    person(0, 3, false)
    person(0, 0, false)
  }
  const found = bestThresholds(did, 3)
  expect(
    found.map(({ event, and, at_least, phi }) => [event, and, at_least, phi.toFixed(4)]),
  ).toEqual([
    ['Invite', 'Upload', 1, '1.0000'],
    ['Invite', undefined, 1, '0.5774'],
    ['Upload', undefined, 1, '0.5774'],
  ])
})

const FIRST = Date.parse('2026-06-01T00:00:00Z')
const DAY = 86_400_000
let site: ReportedSite
let plan: { person: number; first: number; invites: number; late: number; stays: boolean }[]

beforeAll(async () => {
  site = await reportedSite({}, '2026-09-01T00:00:00Z')
  plan = Array.from({ length: 120 }, (_, person) => ({
    person,
    first: FIRST + (person % 20) * DAY + person * 60_000,
    invites: person % 5,
    late: person % 3,
    stays: person % 5 >= 3 ? person % 10 !== 4 : person % 12 === 0,
  }))
  const lines: Line[] = plan.flatMap(({ person, first, invites, late, stays }) => {
    const visitor = `p${person}`
    const done = (name: string, count: number, from: number) =>
      Array.from({ length: count }, (_, i) => ({
        name,
        visitor,
        path: '/app',
        at: from + i * 1000,
      }))
    return [
      { visitor, path: '/', at: first },
      ...done('Invite', invites, first + 60_000),
      // The window is half open: what happens at its very end is outside.
      ...done('Late', late, first + 3 * DAY),
      // Day 10 to 12: the last instant of day 12 counts, the first of day 13 does not.
      { visitor, path: '/', at: stays ? first + 13 * DAY - 1 : first + 13 * DAY },
    ]
  })
  site.take(lines.sort((a, b) => Number(a.at) - Number(b.at)))
})
afterAll(() => site.close())

const ask = (request: object) => site.run('magic-number', request) as Promise<MagicNumberAnswer>
const PERIOD = { from: '2026-06-01', to: '2026-06-30' }
const RETAINED = { day_from: 10, day_to: 12 }

test('the number that goes closest with staying is found, as counted by hand', async () => {
  const { people, retained, rows, meta } = await ask({
    period: PERIOD,
    retained: RETAINED,
    within_days: 3,
  })
  expect([people, retained]).toEqual([120, plan.filter(({ stays }) => stays).length])
  const [best] = rows
  const tables = [1, 2, 3, 4].map((times) => {
    const a = plan.filter(({ invites, stays }) => invites >= times && stays).length
    const b = plan.filter(({ invites, stays }) => invites >= times && !stays).length
    return { times, a, b, c: retained - a, d: people - retained - b }
  })
  const closest = tables.reduce((one, other) =>
    (phiOf(other) ?? 0) > (phiOf(one) ?? 0) ? other : one,
  )
  expect(best).toMatchObject({
    event: 'Invite',
    at_least: closest.times,
    people: closest.a + closest.b,
  })
  expect(best?.phi).toBeCloseTo(phiOf(closest) ?? 0, 12)
  expect(best?.share_retained_with).toBeCloseTo(closest.a / (closest.a + closest.b), 12)
  // At least as sure as the raw p says, and no surer.
  expect(best?.q).toBeGreaterThanOrEqual(fisherExact(closest))
  expect(rows.map(({ event }) => event)).not.toContain('Late')
  expect(meta.warnings.join()).toContain('need not cause')
})

test('a longer first stretch holds what came later', async () => {
  const { rows } = await ask({ period: PERIOD, retained: RETAINED, within_days: 4 })
  expect(rows.map(({ event }) => event)).toContain('Late')
})

test('who came so late that the last day has not passed is not looked at', async () => {
  const retained = { day_from: 10, day_to: 80 }
  const { people } = await ask({ period: PERIOD, retained, within_days: 3 })
  // The last day of those who came on or before 2026-06-12T00:00 has passed on 1 September.
  const until = Date.parse('2026-09-01T00:00:00Z') - 81 * DAY
  expect(people).toBe(plan.filter(({ first }) => first <= until).length)
})

test.each([
  [{ retained: { day_from: 2, day_to: 9 }, within_days: 3 }, 'ask for day_from 3 or later'],
  [{ retained: { day_from: 9, day_to: 8 }, within_days: 3 }, 'lies before day_from 9'],
  [{ retained: { day_from: 9, day_to: 90 }, within_days: 3 }, 'nobody came first in this period'],
  [{ retained: { ...RETAINED, event: 'Invit' }, within_days: 3 }, 'Invite'],
  [{ retained: { ...RETAINED, event: 'Invite', page: '/x' }, within_days: 3 }, 'name one of'],
])('%j is refused with what to change', async (request, words) => {
  await expect(
    ask({ period: { from: '2026-06-15', to: '2026-06-30' }, ...request }),
  ).rejects.toThrow(words)
})
