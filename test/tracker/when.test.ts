import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PAGE_FACTS } from '../../collector/acquisition/page-facts.ts'
import type { PageFilter } from '../../tracker/experiments/page-experiment.ts'
import { asksOfVisit, whenCode, whenFaults } from '../../tracker/experiments/when.ts'

const FACTS = {
  channel: 'paid search',
  source: 'google',
  campaign: null,
  device: 'mobile',
  landing_page: '/lp/a.b',
}

const holds = (...when: PageFilter[]): boolean =>
  runInNewContext(`(${whenCode(when)})()`, { F: () => FACTS })

test.each<[PageFilter, boolean]>([
  [['is', 'channel', ['Paid Search']], true],
  [['is', 'channel', ['Direct', 'Email']], false],
  [['is_not', 'device', ['mobile']], false],
  [['is', 'campaign', [null]], true],
  [['contains', 'source', ['OOG']], true],
  [['contains', 'campaign', ['x']], false],
  [['not_contains', 'campaign', ['x']], true],
  [['matches', 'landing_page', ['/lp/*']], true],
  [['matches', 'landing_page', ['/lp/a*b']], true],
  [['matches', 'landing_page', ['/lp/a+b', '/lp']], false],
  [['not', ['is', 'device', ['mobile']]], false],
  [
    [
      'or',
      [
        ['is', 'device', ['tablet']],
        ['is', 'source', ['google']],
      ],
    ],
    true,
  ],
  [
    [
      'and',
      [
        ['is', 'device', ['tablet']],
        ['is', 'source', ['google']],
      ],
    ],
    false,
  ],
])('%j: %s', (filter, expected) => {
  expect(holds(filter)).toBe(expected)
  expect(whenFaults([filter])).toEqual([])
})

test('all filters of a list must hold, and an empty one asks nothing', () => {
  expect(holds(['is', 'device', ['mobile']], ['is', 'source', ['google']])).toBe(true)
  expect(holds(['is', 'device', ['mobile']], ['is', 'source', ['bing']])).toBe(false)
  expect(whenCode([])).toBe('0')
})

test.each<[PageFilter, (string | number)[], string]>([
  [['is', 'country', ['DE']], [0, 1], 'does not know "country"'],
  [['not', ['is', 'browser', ['Firefox']]], [0, 1, 1], 'does not know "browser"'],
  [
    [
      'or',
      [
        ['is', 'page', ['/']],
        ['gt', 'hour', [3]],
      ],
    ],
    [0, 1, 1, 0],
    'cannot tell "gt"',
  ],
  [['has_done', 'goal', ['Signup']], [0, 0], 'cannot tell "has_done"'],
  [['segment', '1'], [0, 0], 'cannot tell "segment"'],
])('%j is refused, and lets nobody in', (filter, path, message) => {
  expect(whenFaults([filter])).toMatchObject([{ path, message: expect.stringContaining(message) }])
  expect(holds(filter)).toBeFalsy()
})

test('only what brought a visit has to be classified', () => {
  expect(asksOfVisit([['is', 'device', ['mobile']]])).toBe(false)
  expect(asksOfVisit([['not', ['or', [['is', 'channel', ['Direct']]]]]])).toBe(true)
})

test('no value is code, whatever it says', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"];evil()//', '</script>'))
  const operator = fc.constantFrom('is', 'contains', 'matches')
  const dimension = fc.constantFrom(...PAGE_FACTS)
  fc.assert(
    fc.property(operator, dimension, fc.array(value, { minLength: 1 }), (head, of, values) => {
      const code = whenCode([[head, of, values]])
      expect(code).toMatch(/^[\x20-\x7e]*$/)
      expect(code).not.toContain('</')
      const F = () => ({ [of]: values[0]?.toLowerCase() ?? '' })
      expect(runInNewContext(`(${code})()`, { F })).toBe(true)
    }),
  )
})
