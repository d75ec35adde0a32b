import { expect, test } from 'vitest'
import { traffic } from '../../collector/bench/traffic.ts'

const EVENTS = 100_000
const VISIT_GAP = 30 * 60_000
const options = {
  seed: 7,
  start: Date.UTC(2026, 0, 1),
  days: 90,
  events: EVENTS,
  site: 'bench.test',
}
const lines = [...traffic(options)]

test('the same options make the same lines, and exactly as many as asked for', () => {
  expect([...traffic(options)]).toEqual(lines)
  expect(lines).toHaveLength(EVENTS)
})

test('an event is 0.15 visitors, 0.25 visits, 82 % a pageview and 0.5 % with revenue', () => {
  const last = new Map<string | undefined, number>()
  let visits = 0
  for (const { visitor, at } of lines.toSorted((a, b) => a.at - b.at)) {
    if (at - (last.get(visitor) ?? 0) > VISIT_GAP) visits++
    last.set(visitor, at)
  }
  const share = (count: number) => count / EVENTS
  expect(share(last.size)).toBeCloseTo(0.15, 2)
  expect(share(visits)).toBeCloseTo(0.25, 2)
  expect(share(lines.filter(({ name }) => name === 'pageview').length)).toBeCloseTo(0.82, 2)
  const money = share(lines.filter(({ revenue }) => revenue !== undefined).length)
  expect(money).toBeGreaterThan(0.004)
  expect(money).toBeLessThan(0.006)
})

test('it has a hundred paths, eighty tagged campaigns and ninety days', () => {
  const urls = lines.flatMap(({ url }) => (url === undefined ? [] : [new URL(url)]))
  const tagged = urls.map(({ search }) => search).filter((search) => search !== '')
  expect(new Set(urls.map(({ pathname }) => pathname)).size).toBe(100)
  expect(new Set(tagged).size).toBe(80)
  const days = lines.map(({ at }) => Math.floor((at - options.start) / 86_400_000))
  expect(new Set(days).size).toBeGreaterThanOrEqual(90)
})
