import { expect, test } from 'vitest'
import { DIMENSIONS } from '../../collector/vocabulary.ts'
import { countryName, dimensionName, spelled, valueName } from '../../dashboard/names.ts'
import { en } from '../../dashboard/texts/en/en.ts'
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
