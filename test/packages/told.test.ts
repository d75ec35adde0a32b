import { expect, test } from 'vitest'
import { lineOf } from '../../packages/node/src/told.ts'

const line = (name: string, told: Parameters<typeof lineOf>[1]) =>
  lineOf(name, told, () => 'made-id-1', 1_767_225_600_000)

test('an event has an id and an instant of its own', () => {
  expect(line('Signup', {})).toEqual({ id: 'made-id-1', name: 'Signup', at: 1_767_225_600_000 })
})

test('an id and an instant that are given stay', () => {
  const at = new Date('2026-01-01T00:00:01Z')
  expect(line('Order', { id: 'order-1001', at })).toEqual({
    id: 'order-1001',
    name: 'Order',
    at: 1_767_225_601_000,
  })
})

test('numbers of users and accounts are text, and what is undefined is left out', () => {
  const told = { user: 42, account: 0, visitor: undefined, url: undefined } as object
  expect(line('Login', told)).toEqual({
    ...{ id: 'made-id-1', name: 'Login', at: 1_767_225_600_000 },
    ...{ user: '42', account: '0' },
  })
})
