import { expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import type { FunnelFilter } from '../../collector/settings/funnel-filter.ts'
import { filterWords } from '../../dashboard/blocks/filters/filter-text.ts'
import {
  expanded,
  FILTER_GROUPS,
  filterable,
  isFilter,
  withCondition,
  without,
  withoutFunnels,
} from '../../dashboard/models/filters.ts'
import { valueName } from '../../dashboard/names.ts'
import { en } from '../../dashboard/texts/en/en.ts'
import { zh } from '../../dashboard/texts/zh/zh.ts'

const SEGMENTS = [
  { id: 's1', name: 'Germans', filters: [['is', 'country', ['DE']]] satisfies Filter[] },
  {
    id: 's2',
    name: 'German buyers',
    filters: [
      ['segment', 's1'],
      ['has_done', 'goal', ['Purchase']],
    ] satisfies Filter[],
  },
]

function said(filter: Filter, texts = en): string {
  const language = texts === en ? 'en' : 'zh'
  const { subject, verb, object } = filterWords(filter, { texts, language, segments: SEGMENTS })
  return [subject, verb, object].filter(Boolean).join(' ')
}

test.each<[string, Filter]>([
  ['Country is Germany or France', ['is', 'country', ['DE', 'FR']]],
  ['Campaign is (none)', ['is', 'campaign', [null]]],
  ['Reached goal: Purchase', ['has_done', 'goal', ['Purchase']]],
  ['Did not: Signup or Purchase', ['has_not_done', 'event', ['Signup', 'Purchase']]],
  ['Segment Germans', ['segment', 's1']],
  [
    'Channel is Email or (Country is Germany and Page matches /blog*)',
    [
      'or',
      [
        ['is', 'channel', ['Email']],
        [
          'and',
          [
            ['is', 'country', ['DE']],
            ['matches', 'page', ['/blog*']],
          ],
        ],
      ],
    ],
  ],
  ['not Channel is Email', ['not', ['is', 'channel', ['Email']]]],
])('%s', (words, filter) => {
  expect(said(filter)).toBe(words)
})

test('standard channels have Chinese names, a site’s own keep theirs', () => {
  expect(said(['is', 'channel', ['Paid Search', 'Partners']], zh)).toBe(
    '渠道 是 付费搜索 或 Partners',
  )
})

test.each([
  ['weekday', '1', '周一'],
  ['hour', '9', '09:00'],
  ['device', 'mobile', '手机'],
  ['visitor_kind', 'returning', '回访'],
  ['country', 'DE', '德国'],
  ['channel', 'toString', 'toString'],
] as const)('%s %s is called %s in Chinese', (dimension, value, name) => {
  expect(valueName(dimension, value, 'zh', zh)).toBe(name)
})

test('a segment stands for its filters, and those of segments in it', () => {
  const opened = expanded([['segment', 's2']], SEGMENTS)
  expect(opened).toEqual([
    ['is', 'country', ['DE']],
    ['has_done', 'goal', ['Purchase']],
  ])
})

test('a segment inside of another filter stands for its filters all together', () => {
  expect(expanded([['not', ['segment', 's2']]], SEGMENTS)).toEqual([
    [
      'not',
      [
        'and',
        [
          ['is', 'country', ['DE']],
          ['has_done', 'goal', ['Purchase']],
        ],
      ],
    ],
  ])
})

test('an unknown segment stays as it is, and one that names itself comes to an end', () => {
  const round = [{ id: 'a', filters: [['segment', 'a']] satisfies Filter[] }]
  expect(expanded([['segment', 'x']], SEGMENTS)).toEqual([['segment', 'x']])
  expect(expanded([['segment', 'a']], round)).toEqual([['segment', 'a']])
})

test('the filter menu offers each dimension once, and none that only a chart has', () => {
  const offered = FILTER_GROUPS.flatMap(filterable)
  expect(new Set(offered).size).toBe(offered.length)
  expect(filterable('pages')).toEqual(['landing_page', 'exit_page', 'page', 'hostname'])
  expect(filterable('behaviour')).toEqual(['event', 'account'])
  expect(offered.filter((name) => name.startsWith('time:'))).toEqual([])
})

test('a condition takes the place of the one on the same dimension and operator, and comes last', () => {
  const before: Filter[] = [
    ['is', 'country', ['DE']],
    ['is_not', 'country', ['AT']],
    ['is', 'channel', ['Email']],
  ]
  expect(withCondition(before, ['is', 'country', ['FR']])).toEqual([
    ['is_not', 'country', ['AT']],
    ['is', 'channel', ['Email']],
    ['is', 'country', ['FR']],
  ])
  expect(withCondition(before, ['has_done', 'goal', ['Signup']])).toHaveLength(4)
})

test('deeds give way to one another by what they are about', () => {
  const did: Filter[] = [['has_done', 'goal', ['Signup']]]
  expect(withCondition(did, ['has_done', 'goal', ['Purchase']])).toEqual([
    ['has_done', 'goal', ['Purchase']],
  ])
  expect(withCondition(did, ['has_done', 'event', ['Signup']])).toHaveLength(2)
  expect(withCondition(did, ['has_not_done', 'goal', ['Purchase']])).toHaveLength(2)
})

test('one filter is taken out by its place; two that are alike are two', () => {
  const twice: Filter[] = [
    ['is', 'country', ['DE']],
    ['is', 'country', ['DE']],
  ]
  expect(without(twice, 0)).toEqual([['is', 'country', ['DE']]])
  expect(without(twice, 5)).toEqual(twice)
})

test('segments in a round come to an end, with what each of them holds', () => {
  const round = [
    {
      id: 'a',
      filters: [
        ['segment', 'b'],
        ['is', 'os', ['iOS']],
      ] satisfies Filter[],
    },
    {
      id: 'b',
      filters: [
        ['segment', 'a'],
        ['is', 'browser', ['Safari']],
      ] satisfies Filter[],
    },
  ]
  expect(expanded([['segment', 'a']], round)).toEqual([
    ['segment', 'a'],
    ['is', 'browser', ['Safari']],
    ['is', 'os', ['iOS']],
  ])
})

const STOPPED: FunnelFilter = [
  'funnel',
  'dropped',
  {
    steps: [{ page: '/pricing' }, { event: 'download' }, { goal: 'Paid', label: 'Pays' }],
    step: 2,
  },
]

test('a step of a funnel is told by its place and its name, in both languages', () => {
  const at = (step: number): Filter => ['funnel', 'dropped', { ...STOPPED[2], step }]
  expect(said(STOPPED)).toBe('Dropped at step 3: Pays')
  expect(said(at(0))).toBe('Dropped at step 1: /pricing')
  expect(said(STOPPED, zh)).toBe('在第 3 步流失： Pays')
  const saved: Filter = ['funnel', 'reached', { funnel: 'Shop', step: 0 }]
  expect(said(saved)).toBe('Reached step 1: Shop')
})

test('a funnel in the filters is read from an address, and none that has no step', () => {
  expect(isFilter(STOPPED)).toBe(true)
  expect(isFilter(['not', STOPPED])).toBe(true)
  for (const place of [null, {}, { step: 'x' }, { step: 1, steps: 'x' }]) {
    expect(isFilter(['funnel', 'dropped', place])).toBe(false)
  }
  expect(isFilter(['funnel', 'lost', STOPPED[2]])).toBe(false)
})

test('a funnel is filtered by others, and not by one that chooses by a funnel', () => {
  const plain: Filter = ['is', 'country', ['DE']]
  expect(withoutFunnels([plain, STOPPED, ['or', [plain, STOPPED]]])).toEqual([plain])
})
