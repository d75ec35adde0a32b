import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MagicNumberAnswer } from '../../../collector/reports/magic-number.ts'
import { type ReportedSite, reportedSite } from '../site.ts'
import { trafficLines } from '../traffic.ts'

/** The same question answered the plain way, from lists of everything, with Fisher's test by factorials. */
const DAY = 86_400_000
const NOW = Date.parse('2026-11-12T09:00:00Z')
// Until the end of the 24th in Berlin, the day before its clocks go back.
const SPAN = { from: Date.parse('2026-10-09T22:00Z'), to: Date.parse('2026-10-24T22:00Z') }
const PERIOD = { from: '2026-10-10', to: '2026-10-24' }

let site: ReportedSite
let visits: { person: number; at: number; source: string | null }[]
let events: { person: number; at: number; name: string }[]

beforeAll(async () => {
  site = await reportedSite({ timezone: 'Europe/Berlin' }, new Date(NOW).toISOString())
  site.take(trafficLines(99))
  visits = site.db
    .prepare(
      `select v.person as person, v.start as at, a.source as source from visit v
       left join acquisition a on a.id = v.acquisition where v.alone = 0 order by v.start, v.id`,
    )
    .all() as typeof visits
  events = site.db
    .prepare(
      `select v.person as person, e.at as at, n.text as name from event e
       join visit v on v.id = e.visit join name n on n.id = e.name where n.text <> 'engagement'`,
    )
    .all() as typeof events
})
afterAll(() => site.close())

interface Asked {
  within_days: number
  max_count: number
  day_from: number
  day_to: number
  event?: string
  source?: string
}

interface Person {
  counts: Map<string, number>
  stays: boolean
}

function people({ within_days, day_from, day_to, event, source }: Asked): Person[] {
  const firsts = new Map<number, (typeof visits)[number]>()
  for (const visit of visits) if (!firsts.has(visit.person)) firsts.set(visit.person, visit)
  return [...firsts.values()]
    .filter(({ at }) => at >= SPAN.from && at < SPAN.to && at + (day_to + 1) * DAY <= NOW)
    .filter((visit) => source === undefined || visit.source === source)
    .map(({ person, at: first }) => {
      const mine = events.filter((one) => one.person === person)
      const early = mine.filter(({ at }) => at >= first && at < first + within_days * DAY)
      const counts = new Map<string, number>()
      for (const { name } of early) counts.set(name, (counts.get(name) ?? 0) + 1)
      const returns = event
        ? mine.filter(({ name }) => name === event)
        : visits.filter((visit) => visit.person === person)
      const stays = returns.some(
        ({ at }) => at >= first + day_from * DAY && at < first + (day_to + 1) * DAY,
      )
      return { counts, stays }
    })
}

interface Tried {
  event: string
  and: string | undefined
  at_least: number
  phi: number
  p: number
  people: number
}

function tried(
  all: Person[],
  did: (person: Person) => boolean,
): Pick<Tried, 'phi' | 'p' | 'people'> {
  const count = (one: boolean, other: boolean) =>
    all.filter((person) => did(person) === one && person.stays === other).length
  const [a, b, c, d] = [
    count(true, true),
    count(true, false),
    count(false, true),
    count(false, false),
  ]
  const x: number[] = all.map((person) => (did(person) ? 1 : 0))
  const y: number[] = all.map(({ stays }) => (stays ? 1 : 0))
  return { phi: correlation(x, y), p: fisher(a, b, c, d), people: a + b }
}

/** Pearson's, of zeros and ones: that is what φ is. */
function correlation(x: number[], y: number[]): number {
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const [mx, my] = [mean(x), mean(y)]
  const product = (p: number[], mp: number, q: number[], mq: number) =>
    p.reduce((sum, value, i) => sum + (value - mp) * ((q[i] ?? 0) - mq), 0)
  return product(x, mx, y, my) / Math.sqrt(product(x, mx, x, mx) * product(y, my, y, my))
}

function factorial(n: number): bigint {
  let product = 1n
  for (let i = 2n; i <= BigInt(n); i++) product *= i
  return product
}

/** Exactly, in whole numbers: the tables with these margins that are no likelier, among all. */
function fisher(a: number, b: number, c: number, d: number): number {
  const choose = (n: number, k: number) =>
    k < 0 || k > n ? 0n : factorial(n) / (factorial(k) * factorial(n - k))
  const ways = (k: number) => choose(a + b, k) * choose(c + d, a + c - k)
  let [unlikely, all] = [0n, 0n]
  for (let k = 0; k <= a + c; k++) {
    all += ways(k)
    if (ways(k) <= ways(a)) unlikely += ways(k)
  }
  return Number((unlikely * 10n ** 18n) / all) / 1e18
}

function plainly(asked: Asked): (Tried & { q: number })[] {
  const all = people(asked)
  const names = [...new Set(all.flatMap(({ counts }) => [...counts.keys()]))].sort()
  const singles = names.map((event) =>
    Array.from({ length: asked.max_count }, (_, i) => ({
      event,
      and: undefined,
      at_least: i + 1,
      ...tried(all, ({ counts }) => (counts.get(event) ?? 0) > i),
    })).filter(({ phi }) => !Number.isNaN(phi)),
  )
  const pairs = names.flatMap((event, i) =>
    names.slice(i + 1).map((and) => ({
      event,
      and,
      at_least: 1,
      ...tried(all, ({ counts }) => counts.has(event) && counts.has(and)),
    })),
  )
  const everything: Tried[] = [...singles.flat(), ...pairs.filter(({ phi }) => !Number.isNaN(phi))]
  // Benjamini and Hochberg as they say it: the least p·m/rank of this and all greater ones.
  const ascending = everything.map(({ p }) => p).sort((x, y) => x - y)
  const q = (p: number) =>
    Math.min(
      1,
      ...ascending.flatMap((one, i) => (one >= p ? (one * ascending.length) / (i + 1) : [])),
    )
  const best = singles.flatMap((list) => {
    const most = Math.max(...list.map(({ phi }) => phi))
    return list.find(({ phi }) => phi > most - 1e-9) ?? []
  })
  const bestOf = (name: string) => best.find(({ event }) => event === name)?.phi ?? -1
  const more = everything.filter(
    ({ event, and, phi }) => and && phi > bestOf(event) + 1e-9 && phi > bestOf(and) + 1e-9,
  )
  return [...best, ...more].map((one) => ({ ...one, q: q(one.p) }))
}

const asked: Asked[] = [
  { within_days: 3, max_count: 4, day_from: 3, day_to: 10 },
  { within_days: 7, max_count: 10, day_from: 7, day_to: 13 },
  { within_days: 1, max_count: 3, day_from: 1, day_to: 20, event: 'Signup' },
  { within_days: 5, max_count: 5, day_from: 5, day_to: 9, source: 'google' },
]

test.each(asked)('%j', async (one) => {
  const { within_days, max_count, day_from, day_to, event, source } = one
  const answer = (await site.run('magic-number', {
    period: PERIOD,
    within_days,
    max_count,
    retained: { day_from, day_to, ...(event && { event }) },
    ...(source && { filters: [['is', 'source', [source]]] }),
  })) as MagicNumberAnswer
  const plain = plainly(one)
  const keyOf = (row: { event: string; and?: string | undefined; at_least: number }) =>
    `${row.event} ${row.and ?? ''} ${row.at_least}`
  expect(answer.people).toBe(people(one).length)
  expect(answer.people).toBeGreaterThan(10)
  expect(answer.rows.map(keyOf).sort()).toEqual(plain.map(keyOf).sort())
  for (const row of answer.rows) {
    const known = plain.find((other) => keyOf(other) === keyOf(row))
    expect(row.people).toBe(known?.people)
    expect(row.phi).toBeCloseTo(known?.phi ?? Number.NaN, 10)
    expect(row.q).toBeCloseTo(known?.q ?? Number.NaN, 9)
  }
  expect(answer.rows.map(({ phi }) => phi)).toEqual(
    answer.rows.map(({ phi }) => phi).sort((a, b) => b - a),
  )
})
