import './page.ts'
import { afterEach, expect, test } from 'vitest'
import { DIMENSIONS } from '../../collector/vocabulary.ts'
import {
  countryName,
  dimensionName,
  rowName,
  spelled,
  valueName,
  wholeName,
} from '../../dashboard/names.ts'
import { en } from '../../dashboard/texts/en/en.ts'
import { givenNames, language, speak, words } from '../../dashboard/texts/texts.ts'
import { zh } from '../../dashboard/texts/zh/zh.ts'

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'people may call things %s',
  (word) => {
    for (const dimension of ['channel', 'event', 'device', 'source', 'visitor_kind'] as const) {
      expect(valueName(dimension, word, 'en', en)).toBe(word)
    }
    expect(spelled({}, word)).toBe(word)
    expect(dimensionName(`prop:${word}`, en)).toBe(word)
  },
)

test.each([
  ['country', 'DE', 'Germany'],
  ['country', 'XK', 'Kosovo'],
  ['country', 'Atlantis', 'Atlantis'],
  ['language', 'de', 'German'],
  ['language', 'pt-BR', 'Brazilian Portuguese'],
  ['language', '', '(none)'],
  ['medium', '(none)', '(direct)'],
  ['medium', '', '(none)'],
  ['language', 'not a tag', 'not a tag'],
  ['weekday', '7', 'Sun'],
  ['weekday', '8', '8'],
  ['hour', '0', '00:00'],
  ['hour', '23', '23:00'],
  ['hour', 'noon', 'noon'],
  ['device', 'tablet', 'Tablet'],
  ['device', 'watch', 'watch'],
  ['visitor_kind', 'new', 'New'],
  ['visitor_kind', 'other', 'other'],
  ['event', 'pageview', 'Looked at a page'],
  ['event', 'Signup', 'Signup'],
  ['prop:plan', 'pro', 'pro'],
] as const)('%s %s is called %s', (dimension, value, name) => {
  expect(valueName(dimension, value, 'en-GB', en)).toBe(name)
})

test.each([null, undefined, ''])('%s is said to be absent, in the reader’s language', (value) => {
  expect(valueName('campaign', value, 'en', en)).toBe('(none)')
  expect(valueName('campaign', value, 'zh-CN', zh)).toBe(`(${zh.filters.absent})`)
})

test('a number, a truth and nothing are not the same', () => {
  const named = ([0, false, 'false', 12.5] as const).map((value) =>
    valueName('prop:x', value, 'en', en),
  )
  expect(named).toEqual(['0', 'false', 'false', '12.5'])
  expect(valueName('weekday', 1, 'en', en)).toBe('Mon')
  expect(valueName('hour', 7, 'en', en)).toBe('07:00')
})

test('countries are named in the reader’s language', () => {
  expect(countryName('US', 'zh-CN')).toBe('美国')
  expect(countryName('US', 'en')).toBe('United States')
})

test('every dimension has a name of its own in both languages', () => {
  for (const texts of [en, zh]) {
    const named = DIMENSIONS.filter((name) => !name.startsWith('time:')).map((name) =>
      dimensionName(name, texts),
    )
    expect(named.every((name) => name !== '')).toBe(true)
  }
  const english = DIMENSIONS.map((name) => dimensionName(name, en))
  expect(new Set(english).size).toBe(english.length)
  expect(dimensionName('variant:checkout', en)).toBe('checkout')
  expect(dimensionName('prop:variant:x', en)).toBe('variant:x')
})

test('money of no visit is called so by every dimension of visits, and visits that lack something are not', () => {
  const name = (row: Parameters<typeof rowName>[1]) => rowName('device', row, 'en', en)
  expect(name({ device: null, visitors: 0, revenue: -1_736 })).toBe('Without a visit')
  expect(name({ device: null, visitors: 3, visits: 0 })).toBe('Without a visit')
  expect(name({ device: null, visitors: 3, revenue: 5 })).toBe('(none)')
  expect(name({ device: null, revenue: 5 })).toBe('(none)')
  expect(name({ device: 'mobile', visitors: 0 })).toBe('Mobile')
  expect(rowName('prop:plan', { 'prop:plan': null, visitors: 0 }, 'en', en)).toBe('(none)')
})

const shownAs = (event: string) => valueName('event', event, language.value, words.value)

afterEach(async () => {
  givenNames.value = []
  await speak('en')
})

test('an event is called as the site says in the reader’s language, and as it is sent where it says nothing', async () => {
  givenNames.value = [
    { event: 'Signup', en: 'Sign-up', zh: '注册' },
    { event: 'Renewal', zh: '续费' },
    { event: 'outbound', en: 'Left for another site' },
    { event: '__proto__', en: 'Prototype' },
  ]
  const events = ['Signup', 'Renewal', 'outbound', '__proto__', 'constructor']
  expect(events.map(shownAs)).toEqual([
    'Sign-up',
    'Renewal',
    'Left for another site',
    'Prototype',
    'constructor',
  ])
  await speak('zh')
  expect(events.map(shownAs)).toEqual(['注册', '续费', '点击外链', '__proto__', 'constructor'])
})

test('where the pointer rests the name that is sent stands beside', () => {
  givenNames.value = [{ event: 'Signup', en: 'Sign-up' }]
  const whole = (value: string) => wholeName('event', value, 'en', words.value)
  expect(['Signup', 'Renewal', 'download'].map(whole)).toEqual([
    'Sign-up (Signup)',
    'Renewal',
    'Downloaded (download)',
  ])
  expect(wholeName('country', 'DE', 'en', words.value)).toBe('Germany')
})
