import './page.ts'
import { expect, test } from 'vitest'
import { grouped } from '../../dashboard/views/palette/palette-dialog.tsx'
import { lexicon, type Named, readPhrase } from '../../dashboard/views/palette/phrase.ts'
import { letterOf } from '../../dashboard/views/palette/shortcuts.ts'

const ALL: readonly Named[] = [
  { filler: true, names: ['by', 'in'] },
  { period: 'lastweek', names: ['Last week'] },
  { period: 'last7', names: ['Last 7 days'] },
  { goal: 'g1', names: ['Purchase'] },
  { page: 'sources/campaign', names: ['Campaign', 'Campaigns'] },
  { page: 'sources', names: ['Channel'] },
  { page: 'audience', by: 'city', names: ['City'] },
  { metric: 'revenue', names: ['Revenue'] },
  { filter: ['is', 'country', ['DE']], names: ['Germany', 'DE'] },
  { filter: ['is', 'country', ['FR']], names: ['France', 'FR'] },
  { filter: ['is', 'device', ['mobile']], names: ['Mobile', 'mobile'] },
  { filter: ['is', 'source', ['channel']], names: ['channel'] },
]
const read = (typed: string) => readPhrase(typed, lexicon(ALL))

test('a phrase is a page with its goal, filters and period, in whatever order they are said', () => {
  const whole = {
    page: 'sources/campaign',
    goal: 'g1',
    period: 'lastweek',
    filters: [
      ['is', 'country', ['DE']],
      ['is', 'device', ['mobile']],
    ],
  }
  expect(read('purchases by campaign, Germany, mobile, last week')).toEqual({
    ...whole,
    said: ['Purchase', 'Campaign', 'Germany', 'Mobile', 'Last week'],
  })
  expect(read('last week germany mobile campaigns purchase')).toMatchObject(whole)
})

test('a metric is the order of the rows, and a dimension is found on its page', () => {
  expect(read('revenue by city last week')).toEqual({
    ...{ page: 'audience', by: 'city', metric: 'revenue', period: 'lastweek', filters: [] },
    said: ['Revenue', 'City', 'Last week'],
  })
})

test('values may be cut short, from three letters on', () => {
  expect(read('campaign ger')?.filters).toEqual([['is', 'country', ['DE']]])
  expect(read('campaign ge')).toBeUndefined()
  expect(read('camp ger')).toBeUndefined()
})

test('values of one dimension are alternatives', () => {
  expect(read('germany france')?.filters).toEqual([['is', 'country', ['DE', 'FR']]])
})

test('of two things of one name the first is meant', () => {
  expect(read('channel germany')?.page).toBe('sources')
})

test.each(['', 'germany', 'by in', 'campaign', 'last 7', 'campaign atlantis', 'in germany'])(
  '%j is no phrase: a word means nothing, or there are not two',
  (typed) => {
    expect(read(typed)).toBeUndefined()
  },
)

test('what is found stands in groups, in the order of the first of each', () => {
  const command = (id: string, group: string) => ({ id, group, name: id, run: () => {} })
  const groups = grouped([command('a', 'Pages'), command('b', 'Sites'), command('c', 'Pages')])
  expect(groups.map(({ label, found }) => [label, found.map(({ key }) => key)])).toEqual([
    ['Pages', ['a', 'c']],
    ['Sites', ['b']],
  ])
})

test.each([
  ['f', 'KeyF', 'f'],
  ['G', 'KeyG', 'g'],
  ['п', 'KeyG', 'g'],
  ['φ', 'KeyF', 'f'],
  // On a French keyboard Q and A are the other way round: the letter counts, not the place.
  ['q', 'KeyA', 'q'],
  ['[', 'BracketLeft', '['],
  ['Enter', 'Enter', 'enter'],
])('the key %s at %s stands for %s', (key, code, letter) => {
  expect(letterOf({ key, code })).toBe(letter)
})
