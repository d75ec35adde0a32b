import { expect, test } from 'vitest'
import { ago, bucketTitle, clock, range } from '../../dashboard/dates.ts'
import { duration } from '../../dashboard/duration.ts'
import {
  atMost,
  brief,
  briefs,
  change,
  changeSize,
  difference,
  elapsed,
  full,
  pointsSize,
} from '../../dashboard/format.ts'

const AMERICAN = { language: 'en-US', currency: 'USD' }
const GERMAN = { language: 'de-DE', currency: 'EUR' }
const CHINESE = { language: 'zh-CN', currency: 'CNY' }

test.each([
  ['count', 9_999, '9,999'],
  ['count', 12_345, '12.3K'],
  ['count', 1_234_567_890_123, '1.23T'],
  ['rate', 0.012345, '1.2%'],
  ['rate', 0.4567, '46%'],
  ['seconds', 125, '2m 05s'],
  ['ratio', 2.345, '2.3'],
  ['times', 0, '0'],
  ['times', 0.412, '0.41'],
  ['times', 3.06, '3.1'],
  ['times', 9.96, '10'],
  ['percent', 61.4, '61%'],
  ['money', 12.5, '$12.50'],
  ['money', 7_223.52, '$7,224'],
  ['money', -1_234_567, '-$1.23M'],
] as const)('a %s of %d is said briefly as %s', (unit, value, text) => {
  expect(brief(unit, value, AMERICAN)).toBe(text)
})

test('numbers and money are written as the reader writes them', () => {
  expect(full('count', 12_345, GERMAN)).toBe('12.345')
  expect(full('money', 12.5, GERMAN).replace(/\s/u, ' ')).toBe('12,50 €')
  expect(brief('count', 123_456, CHINESE)).toBe('12.3万')
})

test.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])(
  '%s is nothing, never 0',
  (value) => {
    expect(brief('rate', value, AMERICAN)).toBe('–')
  },
)

test('durations and days are Chinese in Chinese', () => {
  expect(brief('seconds', 94, CHINESE)).toBe('1分34秒')
  expect(range({ from: '2026-10-24', to: '2026-11-22' }, 'zh-CN')).toBe('2026年10月24日 – 11月22日')
  expect(range({ from: '2025-12-24', to: '2026-01-22' }, 'zh-CN')).toBe(
    '2025年12月24日 – 2026年1月22日',
  )
})

test('seconds become minutes and hours', () => {
  expect([0, 59.4, 60, 3_599, 3_600, 7_325].map((seconds) => duration(seconds, 'en'))).toEqual([
    '0s',
    '59s',
    '1m 00s',
    '59m 59s',
    '1h 00m',
    '2h 02m',
  ])
})

test('a change from nothing has no size', () => {
  expect(change(5, 0)).toBeUndefined()
  expect(change(null, 5)).toBeUndefined()
  expect(change(15, 10)).toBe(0.5)
  expect(change(120, 80)).toBe(0.5)
  expect(change(25, -50)).toBe(1.5)
})

test('a change is said without its sign and never above a thousand percent', () => {
  expect(changeSize(-0.042, 'en-US')).toBe('4.2%')
  expect(changeSize(0.5, 'en-US')).toBe('50%')
  expect(changeSize(123, 'en-US')).toBe('999%+')
})

test('a day stays the same day in every browser zone', () => {
  expect(bucketTitle('2026-03-15', 'day', 'en-GB')).toBe('Sun, 15 Mar 2026')
  expect(bucketTitle('2026-10-25T02:00:00+02:00', 'hour', 'en-GB')).toContain('2:00')
  const march = range({ from: '2026-03-01', to: '2026-03-15' }, 'en-GB')
  // Releases of ICU differ in the spaces around the dash.
  expect(march.replaceAll(/\s/gu, '')).toBe('1–15Mar2026')
})

test.each([
  [0, 'now', '现在'],
  [59_000, 'now', '现在'],
  [60_000, '1 minute ago', '1分钟前'],
  [7_200_000, '2 hours ago', '2小时前'],
  [172_800_000, '2 days ago', '前天'],
])('what was %i ms ago was %s', (age, english, chinese) => {
  expect(ago(1_000_000_000_000 - age, 1_000_000_000_000, 'en-GB')).toBe(english)
  expect(ago(1_000_000_000_000 - age, 1_000_000_000_000, 'zh-CN')).toBe(chinese)
})

const HOUR = 3_600_000

test.each([
  [90_000, '1 minute'],
  [5 * HOUR, '5 hours'],
  [47 * HOUR, '1 day'],
  [59 * 24 * HOUR, '59 days'],
  [60 * 24 * HOUR, '2 months'],
  [800 * 24 * HOUR, '2 years'],
])('a stretch of %i ms is told in its largest unit: %s', (ms, written) => {
  expect(elapsed(ms, 'en-GB')).toBe(written)
})

test.each([
  ['money', [0, 250, 500], ['$0', '$250', '$500']],
  ['money', [0, 5_000, 10_000], ['$0', '$5K', '$10K']],
  ['money', [-0.5, 0, 0.5], ['-$0.50', '$0.00', '$0.50']],
  ['money', [-1_000, 0], ['-$1,000', '$0']],
  ['count', [0, 5_000, 10_000], ['0', '5K', '10K']],
  ['count', [0, 500], ['0', '500']],
  ['rate', [0, 0.5], ['0%', '50%']],
] as const)('an axis of %s from %j is written in one style', (unit, values, texts) => {
  expect(briefs(unit, values, AMERICAN)).toEqual(texts)
})

test('a share moves by points: from 6.3 % to 6.8 % by half of one', () => {
  expect(difference(0.068, 0.063)).toBeCloseTo(0.005)
  expect(pointsSize(0.068 - 0.063, 'en-US')).toBe('0.5')
  expect(pointsSize(-0.125, 'en-US')).toBe('13')
  expect(difference(0.5, 0)).toBe(0.5)
  expect(difference(0.5, null)).toBeUndefined()
})

test('the time up to which is compared is the site’s', () => {
  expect(clock('2026-03-29T09:12:00Z', 'Asia/Tokyo', 'en-GB')).toBe('18:12')
})

test.each([
  [1, '100%'],
  [0.9996, '99.9%'],
  [0.997, '99.7%'],
  [0, '0%'],
])('of what is hoped to be all %d is said as %s', (share, text) => {
  expect(atMost(share, AMERICAN)).toBe(text)
})
