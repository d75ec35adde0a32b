import './page.ts'
import { afterEach, expect, test } from 'vitest'
import { typedDomain } from '../../collector/typed-domain.ts'
import {
  CURRENCIES,
  currencies,
  named,
  ownTimezone,
  timezoneDetail,
  timezones,
} from '../../dashboard/blocks/forms/choices.ts'
import { isListable, listed, valuesOf } from '../../dashboard/blocks/forms/comma-list.ts'
import { linesOf } from '../../dashboard/blocks/forms/lines.ts'
import { speak } from '../../dashboard/texts/texts.ts'

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
  expect(typedDomain(typed).host).toBe(domain)
})

test.each([
  ['example.com', false, undefined],
  ['example.com:8080', true, undefined],
  ['http://localhost:3000/', true, undefined],
  ['localhost:', false, undefined],
  ['example.com/blog/', false, '/blog*'],
  ['https://example.com:8443/a/b?c=d#e', true, '/a/b*'],
  ['https://example.com/?a=b', false, undefined],
])(
  'of "%s" a port is left out: %s, and so is all that names a part: %s',
  (typed, hasPort, part) => {
    expect(typedDomain(typed)).toMatchObject({ hasPort, part })
  },
)

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

afterEach(() => speak('en'))

test('time zones begin with UTC, once; the reader’s own is one of them, and one that is not known, too', () => {
  const values = timezones('UTC').map(({ value }) => value)
  expect(values[0]).toBe('UTC')
  expect(values.filter((name) => name === 'UTC')).toHaveLength(1)
  expect(values).toContain(ownTimezone())
  expect(timezones('Mars/Olympus_Mons')[0]).toEqual({
    value: 'Mars/Olympus_Mons',
    name: 'Olympus Mons, Mars',
  })
  expect(timezoneDetail('Mars/Olympus_Mons')).toEqual({ note: '', also: ' ' })
  expect(named(['America/New_York'])).toEqual([
    { value: 'America/New_York', name: 'America/New York' },
  ])
})

test('a time zone is called by its city, and found by its place in the reader’s language', async () => {
  const zone = 'America/Argentina/Buenos_Aires'
  const named = timezones('UTC').find(({ value }) => /Buenos_Aires/u.test(value))
  expect(named?.name).toMatch(/^Buenos Aires, /u)
  expect(timezoneDetail(zone).note).toBe('UTC−3')
  await speak('zh')
  expect(timezoneDetail(zone).also).toMatch(/布宜诺斯艾利斯/u)
  expect(timezoneDetail('Asia/Shanghai')).toEqual({ note: 'UTC+8', also: 'UTC+8 中国时间' })
})

test('a currency has its name in the reader’s language beside its code', async () => {
  expect(CURRENCIES).toEqual(expect.arrayContaining(['EUR', 'USD', 'JPY']))
  expect(currencies(['EUR', 'JPY'])).toEqual([
    { value: 'EUR', name: 'EUR · Euro' },
    { value: 'JPY', name: 'JPY · Japanese Yen' },
  ])
  await speak('zh')
  expect(currencies(['EUR'])).toEqual([{ value: 'EUR', name: 'EUR · 欧元' }])
})
