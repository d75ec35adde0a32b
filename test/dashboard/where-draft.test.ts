import { expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import { readWhere, writeWhere } from '../../dashboard/blocks/filters/where-draft.ts'

const PLAN: Filter = ['is', 'prop:plan', ['pro', 'team']]

test('conditions on properties are read into the form and written back', () => {
  const where: Filter[] = [PLAN, ['gt', 'prop:seats', [5]]]
  const draft = readWhere(where)
  expect(draft.properties).toEqual([
    { property: 'plan', operator: 'is', values: 'pro, team' },
    { property: 'seats', operator: 'gt', values: '5' },
  ])
  expect(writeWhere(draft)).toEqual(where)
})

test.each<[string, Filter]>([
  ['a nested condition', ['or', [PLAN, ['is', 'prop:plan', ['free']]]]],
  ['a condition on another dimension', ['is', 'country', ['DE']]],
  ['an absent value', ['is', 'prop:plan', [null]]],
  ['a value that is a number', ['is', 'prop:seats', [5]]],
  ['an empty value', ['is', 'prop:plan', ['']]],
  ['a value with space around it', ['is', 'prop:plan', [' pro']]],
  ['a value with a comma', ['is', 'prop:city', ['Halle, Saale']]],
])('%s is kept as it is', (_, filter) => {
  const draft = readWhere([filter])
  expect(draft.properties).toEqual([])
  expect(writeWhere(draft)).toEqual([filter])
})
