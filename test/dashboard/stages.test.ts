import './page.ts'
import { describe, expect, test } from 'vitest'
import { namesIn, upToPaying, written } from '../../dashboard/models/named-goals.ts'
import {
  goalsAt,
  isYoung,
  movedUp,
  narrowest,
  reachOf,
  stagesIn,
} from '../../dashboard/models/stages.ts'
import { lasting, sentencesOf } from '../../dashboard/views/customers/stage-words.ts'

const goal = (name: string, value: 'none' | 'revenue' = 'none') => ({ name, value })
const GOALS = [goal('Lead'), goal('Demo'), goal('Won', 'revenue'), goal('Invite')]

test('names come back out of the address as they were put in', () => {
  expect(namesIn(written(['Lead, "hot"', 'Won']))).toEqual(['Lead, "hot"', 'Won'])
  expect(written([])).toBeUndefined()
  for (const other of [undefined, '["Lead', '{}', '7', 'null']) expect(namesIn(other)).toEqual([])
  expect(namesIn('["Lead",7,null]')).toEqual(['Lead'])
})

test('goals lead up to the one that pays', () => {
  expect(upToPaying(GOALS)).toEqual(['Lead', 'Demo', 'Won'])
  expect(upToPaying(GOALS.slice(0, 2))).toEqual(['Lead', 'Demo'])
})

describe('the stages', () => {
  test.each([
    ['unasked: the goals up to the one that pays', undefined, ['Lead', 'Demo', 'Won']],
    ['as asked, in that order', '["Demo","Lead"]', ['Demo', 'Lead']],
    ['each once', '["Lead","Won","Lead"]', ['Lead', 'Won']],
    ['of one name alone: the usual', '["Won"]', ['Lead', 'Demo', 'Won']],
  ])('%s', (_, option, stages) => {
    expect(stagesIn(option, GOALS)).toEqual({ stages, unknown: [] })
  })

  test('that no goal is called are told, and left out', () => {
    expect(stagesIn('["Lead","Gone","Won"]', GOALS)).toEqual({
      ...{ stages: ['Lead', 'Won'], unknown: ['Gone'] },
    })
  })

  test('are all goals where the first of them pays', () => {
    const paying = [goal('Purchase', 'revenue'), goal('Renewal')]
    expect(stagesIn(undefined, paying).stages).toEqual(['Purchase', 'Renewal'])
  })

  test('are twelve at most, and what pays is among them', () => {
    const many = Array.from({ length: 14 }, (_, i) => goal(`G${i}`))
    const { stages } = stagesIn(undefined, [...many, goal('Won', 'revenue'), goal('Later')])
    expect(stages).toHaveLength(12)
    expect(stages.at(-1)).toBe('Won')
  })

  test('change places, and offer what stands at no other', () => {
    expect(movedUp(['Lead', 'Demo', 'Won'], 2)).toEqual(['Lead', 'Won', 'Demo'])
    expect(movedUp(['Lead', 'Demo'], 0)).toEqual(['Lead', 'Demo'])
    const names = GOALS.map(({ name }) => name)
    expect(goalsAt(['Lead', 'Won'], 0, names)).toEqual(['Lead', 'Demo', 'Invite'])
  })
})

test('bars are shares of the first stage', () => {
  expect(reachOf([{ people: 5 }, { people: 3 }, { people: 2 }])).toEqual([1, 0.6, 0.4])
  expect(reachOf([{ people: 0 }, { people: 0 }])).toEqual([0, 0])
})

test('the narrowest step is the one of the smallest rate, of equals the first', () => {
  const at = (...rates: (number | null)[]) => rates.map((from_previous) => ({ from_previous }))
  expect(narrowest(at(null, 0.6, 0.2, 0.2))).toBe(2)
  expect(narrowest(at(null, 1, 1))).toBeUndefined()
  expect(narrowest(at(null, 0, null))).toBe(1)
})

test('who came less than a cycle ago has had too little time', () => {
  expect(isYoung(7.1, '2026-11-22', '2026-11-29')).toBe(true)
  expect(isYoung(7.1, '2026-11-21', '2026-11-29')).toBe(false)
  expect(isYoung(null, '2026-11-29', '2026-11-29')).toBe(false)
})

test.each([
  [null, '–'],
  [0.25, '6h 00m'],
  [1, '1 day'],
  [2.449, '2.4 days'],
  [10.5, '11 days'],
  [1234, '1,234 days'],
])('%s days are told as "%s"', (days, said) => {
  expect(lasting(days)).toBe(said)
})

describe('the sentences', () => {
  const stage = (name: string, people: number, from_previous: number | null) => ({
    ...{ goal: name, people, from_previous, interval: null, median_days: 1 },
  })
  const told = (...stages: ReturnType<typeof stage>[]) =>
    sentencesOf({ stages, cycle_days: 12, meta: { to: '2020-01-31' } })

  test('name the narrowest step', () => {
    expect(told(stage('Lead', 100, null), stage('Demo', 50, 0.5), stage('Won', 10, 0.2))).toEqual([
      'Of 100 people who reached Lead, 10 have come to Won by now (10%).',
      'The step to work on is Demo → Won: 20% of those who get there go on.',
    ])
  })

  test('say of few people that they are few', () => {
    expect(told(stage('Lead', 1, null), stage('Won', 1, 1))).toEqual([
      'Of 1 person who reached Lead, 1 has come to Won by now (100%).',
      '1 person: rates of so few say little.',
    ])
  })
})
