import { expect, test } from 'vitest'
import { collector } from './collector.ts'

const NOON = Date.UTC(2026, 2, 10, 12)

test.each([
  ['/', '/#/'],
  ['/#', '/#/'],
  ['/#/search?q=my+illness&session=abc', '/#/search'],
])('the hash router’s page of %s is %s', (address, landing) => {
  const one = collector({ now: () => NOON })
  const url = `https://example.com${address}`
  one.import([{ id: 'the-pageview', name: 'pageview', at: NOON, url, visitor: 'ada', hash: true }])
  expect(one.visits().map((visit) => visit.landing)).toEqual([landing])
  one.close()
})
