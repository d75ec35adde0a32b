import { expect, test } from 'vitest'
import { demoClicks } from '../../collector/demo/links.ts'
import { demoTraffic } from '../../collector/demo/traffic.ts'

const DAY = 86_400_000
const start = Date.UTC(2026, 5, 1)
const end = start + 90 * DAY
const traffic = { site: 'demo.tributary.test', seed: 1, start, end }
const lines = demoTraffic(traffic)
const clicks = demoClicks(lines, { seed: 1, from: start, until: end })

function of(slug: string, by: 'person' | 'robot'): number {
  return clicks.filter((click) => click.slug === slug && click.by === by).length
}
function landings(slug: string): number {
  return lines.filter(({ url }) => url?.includes(`tl=${slug}`)).length
}

test.each(['weekly', 'trial', 'picks', 'tour', 'ship-it'])(
  'each landing by /l/%s was a click, and a few clicks more got lost',
  (slug) => {
    expect(landings(slug)).toBeGreaterThan(5)
    expect(of(slug, 'person')).toBeGreaterThanOrEqual(landings(slug))
    expect(of(slug, 'person')).toBeLessThan(1.3 * landings(slug))
  },
)

test('what scans mail counts apart, and opens fewer links than people do', () => {
  expect(of('weekly', 'robot')).toBeGreaterThan(20)
  expect(of('weekly', 'robot')).toBeLessThan(of('weekly', 'person'))
})

test('the clicks that follow can be counted later, and are what they would have been', () => {
  const half = start + 40.3 * DAY
  const until = demoTraffic({ ...traffic, end: half })
  const parts = [
    ...demoClicks(until, { seed: 1, from: start, until: half }),
    ...demoClicks(lines, { seed: 1, from: half, until: end }),
  ]
  const byTime = (all: typeof clicks) => all.map((click) => JSON.stringify(click)).sort()
  expect(byTime(parts)).toEqual(byTime(clicks))
})
