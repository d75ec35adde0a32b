import { expect, test } from 'vitest'
import { FIRST, Site } from './process.ts'

const USUAL = { daily: 400, rate: 0.05, restless: 0.1, memory: 0.3 }
const SITES = 4

test.each([
  ['whose days differ', USUAL],
  ['whose days differ by chance alone', { ...USUAL, restless: 0 }],
  ['that is restless', { ...USUAL, restless: 0.25 }],
  ['whose days take after each other', { ...USUAL, memory: 0.6 }],
  ['with few visitors', { ...USUAL, daily: 30 }],
  ['with next to nobody', { ...USUAL, daily: 4, rate: 0.2 }],
  ['with many visitors', { ...USUAL, daily: 20_000 }],
  ['that grows by 6 % a week', { ...USUAL, growth: 0.06 }],
])(
  'in a month of looking every day a quiet site %s has one false sentence at most',
  (_, process) => {
    const months = Array.from(
      { length: SITES },
      (_, seed) => new Site({ ...process, seed }).sentencesOfMonth().length,
    )
    expect(Math.max(...months)).toBeLessThanOrEqual(1)
    expect(months.filter((said) => said > 0).length).toBeLessThanOrEqual(1)
  },
)

const TODAY = FIRST + 30

/** Of many sites what they are told on the day after. */
function told(planted: (day: number) => { come?: number; convert?: number }, process = USUAL) {
  return Array.from({ length: 20 }, (_, seed) =>
    new Site({ ...process, seed, planted }).sentenceOn(TODAY),
  )
}

test('a day with a third of the visitors is found, wherever in the month', () => {
  for (const broken of [TODAY - 1, TODAY - 12]) {
    const found = told((day) => (day === broken ? { come: 0.35 } : {}))
    const right = found.filter(
      (one) => one?.side === 'low' && one.from <= broken && broken < one.to,
    )
    expect(right.length).toBeGreaterThanOrEqual(18)
  }
})

test('a rate that halves and stays there is found, and since when', () => {
  const since = TODAY - 10
  const found = told((day) => (day >= since ? { convert: 0.5 } : {}), { ...USUAL, daily: 1_500 })
  const right = found.filter((one) => one?.side === 'low' && Math.abs(one.from - since) <= 3)
  expect(right.length).toBeGreaterThanOrEqual(16)
})

test('a day on which nobody converts any more is found on a small site, too', () => {
  const found = told((day) => (day === TODAY - 1 ? { convert: 0 } : {}), { ...USUAL, daily: 500 })
  const right = found.filter((one) => one?.side === 'low' && one.to === TODAY)
  expect(right.length).toBeGreaterThanOrEqual(18)
})
