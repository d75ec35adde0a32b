import './page.ts'
import { expect, test } from 'vitest'
import { movedTo } from '../../dashboard/models/moved.ts'

test.each([
  ['acquisition', '', 'sources'],
  ['acquisition', '?by=campaign&channel=Email', 'sources/campaign?channel=Email'],
  [
    'acquisition',
    '?period=7d&by=term&order=visits.asc',
    'sources/keyword?period=7d&order=visits.asc',
  ],
  ['acquisition', '?by=landing_page', 'pages/landing'],
  ['acquisition', '?by=nothing&goal=g1', 'sources?by=nothing&goal=g1'],
  ['pages', '?by=exit_page&country=DE', 'pages/exit?country=DE'],
  ['events', '?period=7d', 'goals?period=7d'],
  ['events', '?property=plan', 'goals/events?property=plan'],
  ['people', '?search=Ann', 'customers/people?search=Ann'],
  ['people/user:ann%40shop.example', '', 'customers/people/user:ann%40shop.example'],
  ['audience', '?devices=browser', 'audience/devices?devices=browser'],
])('%s%s is now %s', (page, search, to) => {
  expect(movedTo(page, search)).toBe(to)
})

test.each([
  ['', ''],
  ['sources', ''],
  ['sources/campaign', '?by=campaign'],
  ['pages', ''],
  ['pages', '?by=nothing'],
  ['audience', '?by=city'],
  ['customers/people', ''],
  ['live', ''],
  ['quality', ''],
  ['peoples', ''],
])('%s%s has not moved', (page, search) => {
  expect(movedTo(page, search)).toBeUndefined()
})

test('what an address leads to has not moved itself', () => {
  for (const page of ['acquisition', 'events', 'people']) {
    expect(movedTo(movedTo(page, '') ?? '', '')).toBeUndefined()
  }
})
