import { expect, test } from 'vitest'
import { rateCourses, rateLine } from '../../dashboard/models/rate-courses.ts'

test('rates are told by their pair, with the lowest and the highest of each', () => {
  const rates = [
    { day: '2026-11-03', currency: 'USD', rate: 0.92 },
    { day: '2026-11-03', currency: 'USD', rate: 7.1, base: 'CNY' },
    { day: '2026-11-02', currency: 'USD', rate: 0.95 },
    { day: '2026-11-01', currency: 'USD', rate: 0.9 },
  ]
  const [own, other] = rateCourses(rates, 'EUR')
  expect(own).toMatchObject({ pair: 'USD/EUR', least: 0.9, most: 0.95 })
  expect(own?.rates.map(({ day }) => day)).toEqual(['2026-11-03', '2026-11-02', '2026-11-01'])
  expect(other).toMatchObject({ pair: 'USD/CNY', least: 7.1, most: 7.1 })
  expect(rateCourses([], 'EUR')).toEqual([])
})

test('a line goes from the oldest rate to the newest, above the lowest', () => {
  const rates = [1.25, 1.5, 1].map((rate, i) => ({
    day: `2026-11-0${9 - i}`,
    currency: 'GBP',
    rate,
  }))
  const [course] = rateCourses(rates, 'EUR')
  expect(course && rateLine(course)).toEqual([0, 0.5, 0.25])
})

test('a line of three years has as many points as one can see, the newest among them', () => {
  const rates = Array.from({ length: 775 }, (_, i) => ({
    day: `day ${i}`,
    currency: 'GBP',
    rate: 775 - i,
  }))
  const line = rateCourses(rates, 'EUR').flatMap(rateLine)
  expect(line.length).toBeLessThanOrEqual(120)
  expect(line.at(-1)).toBe(774)
})
