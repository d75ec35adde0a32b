import './page.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Experiment } from '../../collector/settings/experiments/definition.ts'
import { proposalIn, proposalOptions } from '../../dashboard/models/proposal.ts'
import { readView, writeView } from '../../dashboard/models/query.ts'
import { freshDraft } from '../../dashboard/views/experiments/draft.ts'
import {
  copiedDraft,
  proposedDraft,
  windowOf,
} from '../../dashboard/views/experiments/proposed-draft.ts'

const through = (options: Record<string, string>) =>
  readView(writeView({ ...readView(''), options }))
const GOALS = ['Signup', 'Bought', 'Invited']
const proposed = (proposal: Parameters<typeof proposedDraft>[0], filters = readView('').filters) =>
  proposedDraft(proposal, { goals: GOALS, filters })

test('a proposal goes through an address whole, and filters nothing', () => {
  const said = fc.string({ minLength: 1 })
  const days = fc.integer({ min: 1, max: 99 }).map(String)
  const proposals = fc.record(
    {
      ...{ name: said, hypothesis: said, pages: said, effect: fc.constant('12.5') },
      ...{ goal: said, goal_days: days, secondary: said, secondary_days: days },
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(proposals, (proposal) => {
      const view = through(proposalOptions(proposal))
      expect(view.filters).toEqual([])
      expect(view.options.edit).toBe('new')
      expect(proposalIn(view.options)).toEqual(proposal)
    }),
  )
})

test.each(['', '-5', '0', 'ten', 'NaN'])('an effect of "%s" is none, nor are such days', (said) => {
  expect(proposalIn({ 'draft.effect': said, 'draft.goal_days': said })).toEqual({})
})

test('what is longer than the API takes is cut', () => {
  const options = { 'draft.name': 'n'.repeat(200), 'draft.hypothesis': 'h'.repeat(3_000) }
  const draft = proposed(proposalIn(options))
  expect([draft.name.length, draft.hypothesis.length, draft.key.length]).toEqual([120, 2_000, 64])
})

test('the form has what is proposed, and the usual for the rest', () => {
  const proposal = { name: 'Mend /pricing', pages: '/pricing', goal: 'Bought' }
  expect(proposed(proposal)).toEqual({
    ...freshDraft('Bought'),
    ...{ name: 'Mend /pricing', key: 'mend-pricing', pages: '/pricing' },
  })
})

test('a site that stores nothing in the browser draws by visits', () => {
  for (const proposal of [{}, { name: 'Mend /pricing' }]) {
    const drawnBy = (isCookieless: boolean) =>
      proposedDraft(proposal, { goals: GOALS, filters: [], isCookieless }).unit
    expect([drawnBy(true), drawnBy(false)]).toEqual(['visit', 'visitor'])
  }
})

test('a copy draws by visits where the site stores nothing, unless it draws by users', () => {
  const drawnBy = (unit: 'visitor' | 'user', isCookieless: boolean) => {
    const rest = { key: 'hero', name: 'Hero', variants: [{ key: 'control' }, { key: 'b' }] }
    const kept = {
      seed: 's',
      winner: null,
      status: 'running',
      phases: [],
      created_at: '2026-11-01T00:00:00Z',
    }
    const experiment = Experiment.parse({ ...rest, ...kept, owner: 'Ada', hypothesis: '', unit })
    return copiedDraft(experiment, isCookieless).unit
  }
  expect([drawnBy('visitor', true), drawnBy('visitor', false)]).toEqual(['visit', 'visitor'])
  expect(drawnBy('user', true)).toBe('user')
})

test('goals count for as long as is said', () => {
  const days = { goal: 'Bought', goal_days: '14', secondary: 'Invited', secondary_days: '3' }
  expect(proposed({ name: 'More people do: Invite', ...days }).metrics).toMatchObject([
    { goal: 'Bought', role: 'primary', window: '14d', kind: 'proportion' },
    { goal: 'Invited', role: 'secondary', window: '7d' },
  ])
})

test('a goal that the site does not have decides nothing, nor does another in its place', () => {
  expect(proposed({ name: 'a', goal: 'Gone' }).metrics).toEqual([])
  expect(proposed({ name: 'a' }).metrics).toEqual([])
})

test('where nothing is proposed the site’s first goal decides', () => {
  expect(proposed({})).toEqual(freshDraft('Signup'))
  expect(proposedDraft({}, { goals: [], filters: [] })).toEqual(freshDraft(undefined))
})

test('the filters that a page can ask for itself are the audience', () => {
  const { filters } = readView('?channel=Email&country=DE&device.is_not=mobile')
  expect(proposed({ name: 'a' }, filters).when).toEqual([
    ['is', 'channel', ['Email']],
    ['is_not', 'device', ['mobile']],
  ])
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
