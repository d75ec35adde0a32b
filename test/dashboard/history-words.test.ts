import { expect, test } from 'vitest'
import { differences, eventsIn, nameOf } from '../../dashboard/views/settings/history-words.ts'

test.each([
  [{ name: 'Signup', event: 'Signup' }, 'Signup'],
  [{ email: 'ada@example.com', role: 'viewer' }, 'ada@example.com'],
  [{ name: '', slug: 'spring' }, ''],
  [{ slug: 'spring', url: 'https://example.com' }, 'spring'],
  [{ text: 'Launch', day: '2026-03-02' }, 'Launch'],
  [{ name: 7, domain: 'example.com' }, 'example.com'],
  [{ currency: 'EUR' }, undefined],
  [{ characters: 12_000 }, undefined],
  [null, undefined],
  [undefined, undefined],
  ['Signup', undefined],
])('%j is called %s', (thing, name) => {
  expect(nameOf(thing)).toBe(name)
})

test('what became something else is told field by field, and nothing that stayed', () => {
  const before = { name: 'Shop', visit_timeout_minutes: 30, hostnames: ['a.example'], cap: null }
  const after = { name: 'Shop', visit_timeout_minutes: 60, hostnames: [], cap: 100 }
  expect(differences(before, after)).toBe(
    'visit_timeout_minutes: 30 → 60, hostnames: ["a.example"] → [], cap: null → 100',
  )
  expect(differences(before, { ...before })).toBe('')
})

test('a field that came or went has nothing on the other side', () => {
  expect(differences({ event: 'Buy' }, { page: '/thanks' })).toBe(
    'event: Buy → –, page: – → /thanks',
  )
})

test('what was cut short or is no thing differs in nothing that can be told', () => {
  expect(differences({ characters: 9_000 }, { characters: 9_100 })).toBe('characters: 9000 → 9100')
  expect(differences(null, 'x')).toBe('')
})

test('how many events it was about', () => {
  expect([{ events: 3 }, { events: 'many' }, {}, undefined].map(eventsIn)).toEqual([
    3,
    undefined,
    undefined,
    undefined,
  ])
})
