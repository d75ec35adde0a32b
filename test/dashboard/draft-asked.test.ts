import './page.ts'
import { expect, test } from 'vitest'
import { readView } from '../../dashboard/models/query.ts'
import { draftAsked, windowOf } from '../../dashboard/views/experiments/draft-asked.ts'

const goal = (name: string) => ({ id: name, name, value: 'none', count: 'every' }) as const
const GOALS = [goal('Signup'), goal('Bought'), goal('Invited')]
const asked = (search: string) => draftAsked(readView(search), GOALS)

test('a new draft that nothing is known of has the site’s first goal, and no name', () => {
  expect(asked('?edit=new')).toMatchObject({ name: '', key: '', hypothesis: '', when: [] })
  expect(asked('?edit=new').metrics).toMatchObject([{ goal: 'Signup', role: 'primary' }])
})

test('an address that says what is to be found out fills the draft', () => {
  const search =
    '?edit=new&name=More+people+do:+Invite&hypothesis=They+stay.&primary=Bought&primary_days=14&secondary=Invited&secondary_days=3'
  const draft = asked(search)
  expect(draft).toMatchObject({
    name: 'More people do: Invite',
    key: 'more-people-do-invite',
    hypothesis: 'They stay.',
  })
  expect(draft.metrics).toMatchObject([
    { goal: 'Bought', role: 'primary', window: '14d', kind: 'proportion' },
    { goal: 'Invited', role: 'secondary', window: '7d' },
  ])
})

test('a goal that the site has no more decides nothing, nor does another in its place', () => {
  expect(asked('?name=a&hypothesis=b&primary=Gone').metrics).toEqual([])
  expect(asked('?name=a&hypothesis=b').metrics).toEqual([])
})

test('the filters that a page can ask for itself are the audience', () => {
  const { when } = asked('?name=a&hypothesis=b&channel=Email&country=DE&device.is_not=mobile')
  expect(when).toEqual([
    ['is', 'channel', ['Email']],
    ['is_not', 'device', ['mobile']],
  ])
})

test('what is longer than the API takes is cut', () => {
  const draft = asked(`?name=${'n'.repeat(200)}&hypothesis=${'h'.repeat(3_000)}`)
  expect([draft.name.length, draft.hypothesis.length]).toEqual([120, 2_000])
  expect(draft.key.length).toBe(64)
})

test.each([
  [1, '1d'],
  [3, '7d'],
  [14, '14d'],
  [28, '30d'],
  [56, null],
  [Number.NaN, null],
])('in %d days: %s', (days, window) => {
  expect(windowOf(days)).toBe(window)
})
