import { expect, test } from 'vitest'
import { operatorsFor, valuesOf } from '../../dashboard/blocks/filters/filter-draft.ts'

const SEEN = [
  { value: 'DE', name: 'Germany', count: '12' },
  { value: null, name: '(none)', count: '3' },
  { value: 'de', name: 'de', count: '1' },
]

test.each([
  ['is', 'Germany', ['DE']],
  ['is', ' germany ', ['DE']],
  ['is_not', '(none)', [null]],
  ['is', 'DE', ['DE']],
  ['is', 'de', ['de']],
  ['is', 'France', ['France']],
  ['contains', 'Germany', ['Germany']],
  ['matches', ' /blog/* ', ['/blog/*']],
  ['gt', '5', ['5']],
  ['is', '  ', []],
] as const)('%s "%s" means %j', (operator, typed, values) => {
  expect(valuesOf({ operator, values: [], typed }, SEEN)).toEqual(values)
})

test('what is typed joins what was chosen, once', () => {
  const draft = { operator: 'is', values: ['DE', null] } as const
  expect(valuesOf({ ...draft, typed: 'AT' }, SEEN)).toEqual(['DE', null, 'AT'])
  expect(valuesOf({ ...draft, typed: 'Germany' }, SEEN)).toEqual(['DE', null])
  expect(valuesOf({ ...draft, typed: '' }, SEEN)).toEqual(['DE', null])
})

test('sizes are compared of hours and properties, of nothing else', () => {
  for (const dimension of ['hour', 'prop:seats'] as const) {
    expect(operatorsFor(dimension)).toEqual(expect.arrayContaining(['gt', 'lt']))
  }
  for (const dimension of ['country', 'weekday', 'variant:checkout'] as const) {
    expect(operatorsFor(dimension)).toEqual(['is', 'is_not', 'contains', 'not_contains', 'matches'])
  }
})
