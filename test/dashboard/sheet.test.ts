import { expect, test } from 'vitest'
import { csvOf } from '../../collector/csv.ts'
import {
  csvOfSheet,
  sheetIn,
  spelledSheet,
  tabbed,
} from '../../dashboard/blocks/downloads/sheet.ts'
import { en } from '../../dashboard/texts/en/en.ts'
import { zh } from '../../dashboard/texts/zh/zh.ts'

const rows = [
  { country: 'DE', visitors: 12, bounce_rate: 0.123456789, visitors_compared: 3 },
  { country: null, visitors: 1, bounce_rate: 0.5, visitors_compared: null },
]
const english = { language: 'en', texts: en }

test('values stand under their names, with the codes beside them, and rates with four digits', () => {
  expect(spelledSheet(sheetIn(csvOf({ rows })), english)).toEqual([
    ['Country', 'country', 'Visitors', 'Bounce rate', 'Visitors (period before)'],
    ['Germany', 'DE', '12', '0.1235', '3'],
    ['(none)', '', '1', '0.5', ''],
  ])
})

test('of two segments the numbers are called by theirs, and the days stand once', () => {
  const day = '2026-03-01'
  const told = [{ 'time:day': day, visits: 3, 'time:day_compared': day, visits_compared: 2 }]
  const sides = { own: 'Germany', others: 'Everyone else' }
  expect(spelledSheet(sheetIn(csvOf({ rows: told })), { ...english, sides })).toEqual([
    ['Day', 'Visits (Germany)', 'Visits (Everyone else)'],
    [day, '3', '2'],
  ])
})

test('an event stands under what the site calls it, with the name that is sent beside it', () => {
  const texts = { ...en, eventNames: { ...en.eventNames, Signup: 'Sign-up' } }
  const events = [
    { event: 'Signup', events: 3 },
    { event: 'Renewal', events: 1 },
  ]
  const sheet = spelledSheet(sheetIn(csvOf({ rows: events })), { language: 'en', texts })
  expect(sheet.map((row) => row.slice(0, 2))).toEqual([
    ['Event', 'event'],
    ['Sign-up', 'Signup'],
    ['Renewal', 'Renewal'],
  ])
})

test('what has no other name has no second column', () => {
  const sources = [{ source: 'google', visits: 3 }]
  expect(spelledSheet(sheetIn(csvOf({ rows: sources })), english)).toEqual([
    ['Source', 'Visits'],
    ['google', '3'],
  ])
})

test('heads and values are those of the reader’s language', () => {
  const [heads, first] = spelledSheet(sheetIn(csvOf({ rows })), { language: 'zh', texts: zh })
  expect([heads?.[0], first?.[0], first?.[1]]).toEqual(['国家/地区', '德国', 'DE'])
})

test.each([
  ['quotes and commas', 'a "b", c'],
  ['lines', 'one\r\ntwo'],
  ['nothing', ''],
  ['a formula', '=1+1'],
  ['an apostrophe before one', "'=1+1"],
])('%s come through the API’s CSV as they were', (_, text) => {
  expect(sheetIn(csvOf({ rows: [{ a: text, b: text, c: 1 }] }))).toEqual([
    ['a', 'b', 'c'],
    [text, text, '1'],
  ])
})

test('a table without rows has its heads', () => {
  expect(sheetIn(csvOf({ rows: [] }, ['country', 'visits']))).toEqual([['country', 'visits']])
})

test('a file begins with the mark of its encoding, and runs nothing', () => {
  expect(csvOfSheet([['页面'], ['=1+1'], ['-3.5']])).toBe("\uFEFF页面\r\n'=1+1\r\n-3.5\r\n")
})

test('what is pasted has a cell in each cell', () => {
  expect(
    tabbed([
      ['a', 'b'],
      ['one\ttwo\nthree', '@x'],
    ]),
  ).toBe("a\tb\none two three\t'@x")
})
