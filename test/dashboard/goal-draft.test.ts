import { expect, test } from 'vitest'
import { type Goal, GoalInput } from '../../collector/settings/goals.ts'
import {
  aimsOf,
  FRESH,
  fieldsOf,
  readGoal,
  writeGoal,
} from '../../dashboard/views/settings/goal-draft.ts'

const SIGNUP: Goal = { id: 'g1', name: 'Signup', event: 'Signup', value: 'none', count: 'person' }

test.each<[string, Partial<Goal>]>([
  ['an event', {}],
  ['an event that carries money', { value: 'revenue', count: 'every' }],
  ['an event of a fixed worth', { value: 12.5, count: 'visit' }],
  ['one that is worth nothing', { value: 0 }],
  ['one that costs', { value: -3 }],
  ['so many conversions as its target', { target: { count: 120, per: 'month' } }],
  ['so much money', { value: 'revenue', target: { revenue: 900.5, per: 'quarter' } }],
  ['conditions', { where: [['is', 'prop:plan', ['pro', 'team']]] }],
  ['a condition that the form cannot write', { where: [['is', 'prop:plan', [null]]] }],
])('%s comes through the form as it was', (_, part) => {
  const goal = { ...SIGNUP, ...part }
  const { id, ...input } = goal
  expect(writeGoal(readGoal(goal))).toEqual(input)
  expect(GoalInput.safeParse(writeGoal(readGoal(goal))).success).toBe(true)
})

test('a page is reached by its path, and becomes an event when the form says so', () => {
  const { event: _, ...rest } = SIGNUP
  const draft = readGoal({ ...rest, page: '/thanks*' })
  expect(draft).toMatchObject({ kind: 'page', target: '/thanks*' })
  expect(writeGoal(draft)).toEqual({
    name: 'Signup',
    page: '/thanks*',
    value: 'none',
    count: 'person',
  })
  expect(writeGoal({ ...draft, kind: 'event', target: 'Signup' })).toMatchObject({
    event: 'Signup',
  })
  expect(writeGoal({ ...draft, kind: 'event' })).not.toHaveProperty('page')
})

test('the worth that was typed counts only while the goal has a fixed one', () => {
  const draft = { ...FRESH, name: 'Buy', target: 'Buy', amount: '9.90' }
  expect(writeGoal({ ...draft, value: 'fixed' }).value).toBe(9.9)
  expect(writeGoal({ ...draft, value: 'revenue' }).value).toBe('revenue')
  expect(writeGoal(draft)).toEqual({ name: 'Buy', event: 'Buy', value: 'none', count: 'every' })
})

test('without a value there is no money to aim at, whatever was chosen before', () => {
  const draft = readGoal({ ...SIGNUP, value: 'revenue', target: { revenue: 900, per: 'week' } })
  expect(aimsOf(draft)).toContain('revenue')
  expect(aimsOf({ value: 'none' })).toEqual(['none', 'count'])
  expect(writeGoal({ ...draft, value: 'none' })).not.toHaveProperty('target')
})

test('a form that was not filled in is refused where it is said', () => {
  const faults = GoalInput.safeParse(writeGoal(FRESH)).error?.issues ?? []
  const paths = faults.map(({ path }) => path.join('.'))
  expect(paths).toEqual(['name', 'event'])
  expect(fieldsOf(FRESH)).toEqual(expect.arrayContaining(paths))
})

test('a refused condition is said at its own field', () => {
  const draft = readGoal({
    ...SIGNUP,
    where: [
      ['is', 'prop:plan', ['pro']],
      ['gt', 'prop:seats', [5]],
    ],
  })
  const second = draft.where.properties.map((property, i) =>
    i === 1 ? { ...property, values: 'many' } : property,
  )
  const input = writeGoal({ ...draft, where: { ...draft.where, properties: second } })
  const [fault] = GoalInput.safeParse(input).error?.issues ?? []
  expect(fault?.path.slice(0, 2).join('.')).toBe('where.1')
  expect(fieldsOf(draft)).toContain('where.1')
})
