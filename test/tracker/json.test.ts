import fc from 'fast-check'
import { expect, test } from 'vitest'
import { json, plain } from '../../tracker/json.ts'

test('flat objects in an object are JSON as any other', () => {
  const event = { id: 'a', at: 1, props: { a: 'ä"\\n', b: true, c: 1.5 }, interactive: false }
  expect(JSON.parse(json(plain(event)))).toEqual(event)
})

test.each<[string, unknown, unknown]>([
  ['nothing', { a: null, b: undefined }, {}],
  ['what is deeper', { a: { b: { c: 1 }, d: [1] } }, { a: { b: {}, d: {} } }],
  ['no numbers', { a: Number.NaN, b: 1 / 0 }, { a: null, b: null }],
  ['no JSON', { a: 10n, b: Symbol('x'), c: { d: () => 1 } }, { a: '10', c: {} }],
  [
    'long texts',
    { a: 'x'.repeat(9000), b: { c: 'x'.repeat(9000) } },
    { a: 'x'.repeat(8000), b: { c: 'x'.repeat(501) } },
  ],
  ['long keys', { a: { ['k'.repeat(9000)]: 1 } }, { a: { ['k'.repeat(61)]: 1 } }],
])('%s', (_, value, expected) => {
  expect(JSON.parse(json(plain(value)))).toEqual(expected)
})

test('of few members the first are those that stay', () => {
  const event = { id: 'a', props: { a: 1, b: 2, c: 3, d: 4 } }
  expect(plain(event, true)).toEqual({ id: 'a', props: { a: 1, b: 2, c: 3 } })
})

test('whatever is in it, it is JSON of texts, numbers and booleans, two levels deep', () => {
  const anything = fc.dictionary(fc.string(), fc.anything({ withBigInt: true, withDate: true }))
  fc.assert(
    fc.property(anything, (value) => {
      const inner = Object.values(JSON.parse(json(plain(value)))).flatMap((one) =>
        Object.values(Object(one)),
      )
      expect(
        inner.filter((one) => Object.keys(Object(one)).length > 0 && typeof one === 'object'),
      ).toEqual([])
    }),
  )
})
