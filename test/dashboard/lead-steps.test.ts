import './page.ts'
import { expect, test } from 'vitest'
import { stepOfValue, stepsFrom, stepsOfPath } from '../../dashboard/models/lead-steps.ts'

test.each([
  ['event', 'Signup', { event: 'Signup' }],
  ['page', '/pricing', { page: '/pricing' }],
  ['landing_page', '/pricing', { page: '/pricing' }],
  ['page', '/a*', undefined],
  ['page', null, undefined],
  ['channel', 'Direct', undefined],
] as const)('the step of %s %s is %j', (dimension, value, step) => {
  expect(stepOfValue(dimension, value)).toEqual(step)
})

test('a goal is a step from any page', () => {
  expect(stepsFrom({ goal: 'Signups' })).toEqual([{ page: '*' }, { goal: 'Signups' }])
})

const page = (name: string) => ({ kind: 'page', name })

test('a path is a funnel of its pages and events', () => {
  const path = [page('/'), { kind: 'event', name: 'Signup' }, page('/')]
  expect(stepsOfPath(path)).toEqual([{ page: '/' }, { event: 'Signup' }, { page: '/' }])
})

test.each([
  ['of one page', [page('/')]],
  ['through what is no step', [page('/'), { kind: 'other', name: '' }]],
  ['with a star in an address', [page('/'), page('/a*')]],
  ['longer than funnels', Array.from({ length: 13 }, () => page('/'))],
])('a path %s is no funnel', (_, path) => {
  expect(stepsOfPath(path)).toBeUndefined()
})
