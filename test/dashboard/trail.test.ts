import { expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import { pageAfter, type Trail, trailOf, upTo } from '../../dashboard/models/trail.ts'

const CHANNEL: Filter = ['is', 'channel', ['Paid Search']]
const CAMPAIGN: Filter = ['is', 'campaign', ['brand']]
const GERMANY: Filter = ['is', 'country', ['DE']]

test('filters that lead down a way are one trail, in the order of the way', () => {
  const trail = trailOf([CAMPAIGN, GERMANY, CHANNEL])
  expect(trail?.steps).toEqual([
    { at: 2, dimension: 'channel', value: 'Paid Search' },
    { at: 0, dimension: 'campaign', value: 'brand' },
  ])
})

test.each<Filter[][]>([
  [[]],
  [[CHANNEL]],
  [[CHANNEL, GERMANY]],
  [[CHANNEL, ['is_not', 'source', ['google']]]],
  [[CHANNEL, ['is', 'source', ['google', 'bing']]]],
  [[['is', 'medium', ['cpc']], CHANNEL]],
])('%j are none', (filters) => {
  expect(trailOf(filters)).toBeUndefined()
})

test('a step up takes what is below away, and nothing else', () => {
  const filters = [CAMPAIGN, GERMANY, CHANNEL]
  const trail = trailOf(filters) as Trail
  expect(upTo(filters, trail, 1)).toEqual([GERMANY, CHANNEL])
  expect(upTo(filters, trail, 0)).toEqual([GERMANY])
  expect(upTo(filters, trail, 2)).toEqual(filters)
})

test('it leads to the page of the level below the step', () => {
  const trail = trailOf([CHANNEL, CAMPAIGN]) as Trail
  expect([0, 1, 2].map((count) => pageAfter(trail, count))).toEqual([
    'sources',
    'sources/source',
    'sources/content',
  ])
  const places = trailOf([GERMANY, ['is', 'region', ['BE']]]) as Trail
  expect(pageAfter(places, 1)).toBeUndefined()
})
