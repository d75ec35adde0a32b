import { afterEach, expect, test } from 'vitest'
import { type Collector, collector } from './collector.ts'

const NOON = Date.UTC(2026, 2, 10, 12)
let one: Collector
afterEach(() => one.close())

function landed(path: string) {
  one = collector({ now: () => NOON })
  const url = `https://example.com${path}`
  const page = { id: 'long-address', name: 'pageview', at: NOON, url }
  const paid = { id: 'long-purchase', name: 'Purchase', at: NOON + 1, url }
  expect(one.live({ sent: NOON, events: [page, paid] })).toEqual(['accepted', 'accepted'])
  const query = one.db.prepare('select text from query').pluck().get() as string | undefined
  const trimmed = one.db.prepare("select detail, count from quality where kind = 'trimmed'").all()
  return { visit: one.visits()[0], query, trimmed }
}

test('a landing of a thousand characters of click id, and as many of no use, is whole', () => {
  const kept = `utm_source=tiktok&utm_medium=paid&ttclid=${'t'.repeat(1_200)}`
  const { visit, query, trimmed } = landed(`/land?${kept}&x=${'x'.repeat(900)}`)
  expect(visit).toMatchObject({ source: 'tiktok', landing: '/land', pageviews: 1, events: 1 })
  expect(query).toBe(kept)
  expect(trimmed).toEqual([])
})

test('a click id that finds no room goes whole, the tags stay, and it is counted', () => {
  const { visit, query, trimmed } = landed(
    `/land?gclid=${'g'.repeat(9_000)}&utm_source=news&utm_medium=email`,
  )
  expect(visit).toMatchObject({ source: 'news', campaign: null })
  expect(query).toBe('utm_source=news&utm_medium=email')
  expect(trimmed).toEqual([{ detail: 'url', count: 1 }])
})

test('a campaign name beyond reason is cut', () => {
  const { visit, trimmed } = landed(`/?utm_source=a&utm_campaign=${'c'.repeat(3_000)}`)
  expect(visit?.campaign).toBe('c'.repeat(500))
  expect(trimmed).toEqual([{ detail: 'url', count: 1 }])
})

test('an over-long path is cut', () => {
  const { visit, trimmed } = landed(`/${'p'.repeat(5_000)}?utm_source=news`)
  expect(visit).toMatchObject({ source: 'news', landing: `/${'p'.repeat(2_047)}` })
  // Both events say it.
  expect(trimmed).toEqual([{ detail: 'url', count: 2 }])
})

test('a referrer of any length is read', () => {
  one = collector({ now: () => NOON })
  const referrer = `https://m.baidu.com/from=844b?${'q'.repeat(4_000)}`
  one.live({
    events: [
      { id: 'long-referrer', name: 'pageview', at: NOON, url: 'https://example.com/', referrer },
    ],
  })
  expect(one.visits()[0]?.source).toBe('baidu')
})
