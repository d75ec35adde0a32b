import { expect, test } from 'vitest'
import { CURRENCIES, named, ownTimezone, TIMEZONES } from '../../dashboard/blocks/forms/choices.ts'
import { isListable, listed, valuesOf } from '../../dashboard/blocks/forms/comma-list.ts'
import { linesOf } from '../../dashboard/blocks/forms/lines.ts'
import { domainOf } from '../../dashboard/views/entry/domain.ts'
import { pastedLinks } from '../../dashboard/views/links/pasted.ts'
import { NO_TAGS } from '../../dashboard/views/links/tagged-link.ts'

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

const COMMON = { ...NO_TAGS, source: 'newsletter', medium: 'email' }

test('each line pasted is a link with the tags for all, or its own from a spreadsheet', () => {
  const text = 'example.com/a\r\n\nexample.com/b\tpartner\t\tspring\n'
  expect(pastedLinks(text, COMMON, 'example.com').map(({ link }) => link)).toEqual([
    'https://example.com/a?utm_source=newsletter&utm_medium=email',
    'https://example.com/b?utm_source=partner&utm_medium=email&utm_campaign=spring',
  ])
})

test('a line that is no address has no link and says why; the others have theirs', () => {
  const [wrong, right] = pastedLinks('not an address\nexample.com', COMMON, 'example.com')
  expect(wrong?.link).toBeUndefined()
  expect(wrong?.lints).toContainEqual({ field: 'url', kind: 'address' })
  expect(right?.link).toBe('https://example.com/?utm_source=newsletter&utm_medium=email')
})

test('without a source nothing is a link; a row of a spreadsheet may bring it', () => {
  const [bare, own] = pastedLinks('example.com\nexample.com\tx', NO_TAGS, 'example.com')
  expect([bare?.link, own?.link]).toEqual([undefined, 'https://example.com/?utm_source=x'])
  expect(pastedLinks('', COMMON, 'example.com')).toEqual([])
})
