import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Collector, collector } from './collector.ts'

const NOON = Date.UTC(2026, 2, 10, 12)
let one: Collector
beforeEach(() => {
  one = collector({ now: () => NOON })
})
afterEach(() => one.close())

const outbound = (url: string, n = 0) => ({
  id: `own-link-${n}`,
  name: 'outbound',
  at: NOON + n,
  url: 'https://example.com/',
  props: { url },
})

test.each([
  ['https://example.com/', 'own_link'],
  ['https://app.example.com:8443/x', 'own_link'],
  ['https://EXAMPLE.com.', 'own_link'],
  ['https://u:p@www.example.com/?token=1', 'own_link'],
  ['https://notexample.com/', 'accepted'],
  ['https://example.com.evil.example/', 'accepted'],
  ['https://other.example/?to=https://example.com/', 'accepted'],
  ['mailto:a@example.com', 'accepted'],
  ['', 'accepted'],
])('a browser’s link to "%s": %s', (url, fate) => {
  expect(one.live({ events: [outbound(url)] })).toEqual([fate])
})

test('a link to a host of the site’s own is counted nowhere, and costs its neighbours nothing', () => {
  const events = [outbound('https://example.com/', 1), outbound('https://other.example/', 2)]
  expect(one.live({ events })).toEqual(['own_link', 'accepted'])
  expect(one.db.prepare('select kind, detail from quality').all()).toEqual([
    { kind: 'accepted', detail: '' },
  ])
})

test('what a server calls outbound stays so', () => {
  expect(one.import([outbound('https://example.com/')])).toEqual(['accepted'])
})
