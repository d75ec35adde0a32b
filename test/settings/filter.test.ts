import { describe, expect, test } from 'vitest'
import { Filter } from '../../collector/settings/filter.ts'
import { RuleFilter } from '../../collector/settings/rule-filter.ts'

const first = (filter: unknown, schema = Filter) => schema.safeParse(filter).error?.issues[0]

test.each([
  [['is', 'channel', ['Paid Search']]],
  [['is', 'source', [null]]],
  [['gt', 'hour', [12]]],
  [['matches', 'prop:plan', ['pro*']]],
  [['has_done', 'goal', ['Signup']]],
  [
    [
      'or',
      [
        ['is', 'country', ['DE']],
        ['not', ['contains', 'page', ['/docs']]],
      ],
    ],
  ],
  [['segment', 'abc']],
])('%j is a filter', (filter) => {
  expect(Filter.parse(filter)).toEqual(filter)
})

test('an unknown dimension is named with the nearest known one', () => {
  expect(first(['or', [['is', 'chanel', ['x']]]])).toMatchObject({
    code: 'custom',
    path: [1, 0, 1],
    message: 'unknown dimension "chanel"; the nearest known is "channel"',
  })
})

test('an unknown operator is named with the nearest known one', () => {
  expect(first(['isnt', 'channel', ['x']])?.message).toMatch(/nearest known is "is/u)
})

describe('what is no filter at all', () => {
  test.each([
    ['text'],
    [[]],
    [['is', 'channel']],
    [['is', 'channel', 'x']],
    [['is', 'channel', []]],
    [['gt', 'hour', ['noon']]],
    [['not']],
    [['has_done', 'thing', ['x']]],
  ])('%j is a matter of shape', (filter) => {
    expect(first(filter)?.code).toBe('invalid_type')
  })
})

test('a deep nest is refused instead of followed', () => {
  let filter: unknown = ['is', 'channel', ['x']]
  for (let i = 0; i < 10_000; i++) filter = ['not', filter]
  expect(first(filter)?.message).toMatch(/nest/u)
})

test.each([
  [['is', 'page', ['x'.repeat(2_049)]], 'value'],
  [['has_done', 'event', ['x'.repeat(2_049)]], 'name'],
])('texts are bounded, whatever they name', (filter, what) => {
  expect(first(filter)?.message).toBe(`a ${what} has at most 2048 characters`)
})

test('a channel rule asks only about the landing', () => {
  expect(RuleFilter.safeParse(['is', 'click_id', ['gclid']]).success).toBe(true)
  expect(first(['is', 'country', ['DE']], RuleFilter as never)?.code).toBe('custom')
  expect(RuleFilter.safeParse(['has_done', 'goal', ['x']]).success).toBe(false)
})
