import './page.ts'
import { describe, expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import {
  type Choosable,
  firstOffers,
  foundOffers,
  type OfferGroup,
  offersOf,
} from '../../dashboard/blocks/filters/offers.ts'
import {
  excluded,
  joinedBy,
  recentFilters,
  rememberFilter,
} from '../../dashboard/models/filter-choice.ts'
import { rank, rankOf } from '../../dashboard/models/ranking.ts'
import { beyond, type SiteValue } from '../../dashboard/models/site-values.ts'
import { words } from '../../dashboard/texts/texts.ts'
import { zh } from '../../dashboard/texts/zh/zh.ts'

const VALUES: readonly SiteValue[] = [
  { dimension: 'country', value: 'DE', count: 40 },
  { dimension: 'country', value: 'NG', count: 90 },
  { dimension: 'country', value: null, count: 7 },
  { dimension: 'device', value: 'mobile', count: 300 },
  { dimension: 'campaign', value: 'brand', count: 12 },
  { dimension: 'campaign', value: 'summer brand', count: 70 },
  { dimension: 'browser', value: 'Brave', count: 5 },
  { dimension: 'page', value: '/pricing/brands', count: 500 },
  { dimension: 'visitor_kind', value: 'returning' },
]
const FROM: Choosable = { values: VALUES, more: [], recent: [], goals: ['Signup'], guest: false }
const around = {
  texts: words.value,
  language: 'en-GB',
  segments: [{ id: 's1', name: 'German buyers', filters: [] }],
}
const chinese = { texts: zh, language: 'zh-CN', segments: [] }

const told = (groups: readonly OfferGroup[]) =>
  groups.flatMap(({ offers }) =>
    offers.map(({ lead, name }) => (lead === '' ? name : `${lead}: ${name}`)),
  )
const found = (typed: string, reader = around as typeof chinese) =>
  told(foundOffers(typed, FROM, reader))

describe('what is typed finds values of any dimension', () => {
  test.each([
    ['ger', ['Country: Germany', 'Country: Nigeria', 'Segment: German buyers']],
    ['mob', ['Device: Mobile']],
    // What begins with it comes before what has it in the middle, the commoner first of equals.
    [
      'bra',
      ['Campaign: brand', 'Browser: Brave', 'Page: /pricing/brands', 'Campaign: summer brand'],
    ],
    ['country ger', ['Country: Germany']],
    ['returning', ['New or returning: Returning']],
    ['DE', ['Country: Germany']],
    ['sign', ['Reached goal:: Signup']],
  ])('%s: %j first', (typed, first) => {
    expect(found(typed).slice(0, first.length)).toEqual(first)
  })

  test('in the reader’s language, or as it is stored', () => {
    expect(found('德国', chinese)[0]).toBe('国家/地区: 德国')
    expect(found('mobile', chinese)[0]).toMatch(/: 手机$/u)
  })

  test('a part of a text is a condition of its own', () => {
    expect(found('bra').slice(-3)).toEqual([
      'Page contains: bra',
      'Campaign contains: bra',
      'Source contains: bra',
    ])
    expect(found('b').some((one) => one.includes('contains'))).toBe(false)
  })

  test('a dimension is found by its name, and first when it is all that was typed', () => {
    expect(found('device')[0]).toBe('Device')
    expect(found('dev')).toContain('Device')
    expect(found('goal')).toContain('Goal or event')
  })

  test('of one dimension come no more than four among others', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      dimension: 'page' as const,
      value: `/mobile/${i}`,
      count: 1_000 - i,
    }))
    const offers = foundOffers('mob', { ...FROM, values: [...many, ...VALUES] }, around)
    expect(told(offers).filter((one) => one.startsWith('Page: '))).toHaveLength(4)
    expect(told(offers)).toContain('Device: Mobile')
  })
})

describe('before anything is typed', () => {
  test('what was chosen last comes first, then every dimension', () => {
    const recent: Filter[] = [['is_not', 'country', ['DE']]]
    const [first, ...rest] = firstOffers({ ...FROM, recent }, around)
    expect(told([first as OfferGroup])).toEqual(['Country is not: Germany'])
    expect(told(rest)).toEqual(expect.arrayContaining(['Campaign', 'Device', 'Property']))
  })

  test('guests are offered no accounts', () => {
    expect(told(firstOffers({ ...FROM, guest: true }, around))).not.toContain('Account')
    expect(told(firstOffers(FROM, around))).toContain('Account')
  })
})

test('of one dimension all values are offered, or those that answer', () => {
  const names = (typed: string) =>
    offersOf('country', typed, VALUES, around).map(({ name }) => name)
  expect(names('')).toEqual(['Germany', 'Nigeria', '(none)'])
  expect(names('ger')).toEqual(['Germany', 'Nigeria'])
  expect(names('atlantis')).toEqual([])
})

test.each([
  ['brand', 'bra', 0],
  ['summer brand', 'bra', 1],
  ['/pricing', 'pri', 1],
  ['Zebra', 'bra', 2],
  ['über uns', 'über', 0],
  ['a/bb/b', 'b', 1],
  ['', 'x', undefined],
])('%j answers to %j by %j', (name, word, by) => {
  expect(rank(name, word)).toBe(by)
})

test('each word is in the name or in what kind it is, and one in the name', () => {
  const germany = { name: 'Germany', kind: 'Country' }
  expect(rankOf(germany, ['ger'])).toBe(0)
  expect(rankOf(germany, ['many', 'coun'])).toBe(2)
  expect(rankOf(germany, ['coun'])).toBeUndefined()
  expect(rankOf(germany, ['ger', 'city'])).toBeUndefined()
})

test('what the server found later comes below, without what is known', () => {
  const more: SiteValue[] = [
    { dimension: 'campaign', value: 'brand', count: 12 },
    { dimension: 'content', value: 'brand', count: 1 },
  ]
  expect(beyond(VALUES, more)).toEqual(more.slice(1))
  const found = foundOffers('brand', { ...FROM, more: more.slice(1) }, around)
  expect(told(found.slice(-1))).toEqual(['Ad content: brand'])
})

describe('a filter that is chosen', () => {
  const germany: Filter = ['is', 'country', ['DE']]

  test('is a value more of what is filtered by already, each once', () => {
    expect(joinedBy([], germany)).toEqual([germany])
    const france: Filter = ['is', 'country', ['FR', 'DE']]
    expect(joinedBy([['is', 'device', ['mobile']], germany], france)).toEqual([
      ['is', 'device', ['mobile']],
      ['is', 'country', ['DE', 'FR']],
    ])
    const segment: Filter = ['segment', 's1']
    expect(joinedBy([segment], segment)).toEqual([segment])
    expect(joinedBy([germany], excluded(germany))).toHaveLength(2)
  })

  test.each<[Filter, Filter]>([
    [germany, ['is_not', 'country', ['DE']]],
    [
      ['contains', 'page', ['a']],
      ['not_contains', 'page', ['a']],
    ],
    [
      ['matches', 'page', ['a*']],
      ['not', ['matches', 'page', ['a*']]],
    ],
    [
      ['has_done', 'goal', ['A']],
      ['has_not_done', 'goal', ['A']],
    ],
    [
      ['segment', 's1'],
      ['not', ['segment', 's1']],
    ],
  ])('%j leaves out what %j shows, and the other way round', (filter, opposite) => {
    expect(excluded(filter)).toEqual(opposite)
    expect(excluded(opposite)).toEqual(filter)
  })

  test('is kept by the browser for its site, the last six, each once', () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7, 3]) rememberFilter('a.example', ['is', 'hour', [n]])
    const hours = recentFilters('a.example', []).map((filter) => filter[2])
    expect(hours).toEqual([[3], [7], [6], [5], [4], [2]])
    expect(recentFilters('b.example', [])).toEqual([])
    localStorage.setItem('tributary.filters.b.example', '[["is"],7,["is","page",["/"]]]')
    expect(recentFilters('b.example', [])).toEqual([['is', 'page', ['/']]])
    const held = '[["not",["segment","s1"]],["segment","s2"]]'
    localStorage.setItem('tributary.filters.b.example', held)
    expect(recentFilters('b.example', [{ id: 's1' }])).toEqual([['not', ['segment', 's1']]])
    localStorage.setItem('tributary.filters.b.example', 'no json')
    expect(recentFilters('b.example', [])).toEqual([])
  })
})
