import { expect, test } from 'vitest'
import { CURRENCIES, named, ownTimezone, TIMEZONES } from '../../dashboard/blocks/forms/choices.ts'
import { isListable, listed, valuesOf } from '../../dashboard/blocks/forms/comma-list.ts'
import { linesOf } from '../../dashboard/blocks/forms/lines.ts'
import { domainOf } from '../../dashboard/views/entry/domain.ts'

test.each([
  ['example.com', 'example.com'],
  ['  example.com ', 'example.com'],
  ['https://example.com/', 'example.com'],
  ['HTTP://Example.com/pricing?plan=pro#top', 'Example.com'],
  ['example.com?utm_source=x', 'example.com'],
  ['http://localhost:3000/', 'localhost'],
  ['localhost:', 'localhost'],
  ['www.example.co.uk/', 'www.example.co.uk'],
  ['', ''],
])('"%s" is the site %s', (typed, domain) => {
  expect(domainOf(typed)).toBe(domain)
})

test('lines are values, without space around them and none for an empty line', () => {
  expect(linesOf(' a.example \r\n\n  b.example\n')).toEqual(['a.example', 'b.example'])
  expect(linesOf(' \n ')).toEqual([])
  expect(linesOf('one, two')).toEqual(['one, two'])
})

test('what reads back as it was may stand between commas', () => {
  const fine = ['pro', 'a b', '50%', '春']
  expect(fine.every(isListable)).toBe(true)
  expect(valuesOf(listed(fine))).toEqual(fine)
  for (const value of ['', ' pro', 'pro ', 'a,b', ',', 5, true, null]) {
    expect(isListable(value)).toBe(false)
  }
})

test('time zones begin with UTC, once; the reader’s own is one of them', () => {
  expect(TIMEZONES[0]).toBe('UTC')
  expect(TIMEZONES.filter((name) => name === 'UTC')).toHaveLength(1)
  expect(TIMEZONES).toContain(ownTimezone())
  expect(CURRENCIES).toEqual(expect.arrayContaining(['EUR', 'USD', 'JPY']))
  expect(named(['America/New_York'])).toEqual([
    { value: 'America/New_York', name: 'America/New York' },
  ])
})
