import { expect, test } from 'vitest'
import { unknownName } from '../collector/nearest.ts'
import { SiteInput } from '../collector/settings/sites.ts'
import { processorTime } from './processor-time.ts'

test('the nearest known name is the one with the most pairs of letters in common', () => {
  expect(unknownName('metric', 'vists', ['visitors', 'visits', 'events'])).toBe(
    'unknown metric "vists"; the nearest known is "visits"',
  )
  expect(unknownName('segment', 'x', [])).toBe('unknown segment "x"; there is no segment yet')
})

test('of a name without end only the beginning is looked at and repeated', () => {
  const name = `visits${'x'.repeat(1_900_000)}`
  const known = Array.from({ length: 600 }, (_, i) => `name ${i}`)
  const took = processorTime(() => {
    expect(unknownName('metric', name, [...known, 'visits'])).toBe(
      `unknown metric "visits${'x'.repeat(94)}…"; the nearest known is "visits"`,
    )
  })
  // It was 17 s.
  expect(took).toBeLessThan(1_000)
})

test.each(['currency', 'timezone'])('a %s without end is refused in one line', (field) => {
  const took = processorTime(() => {
    const { error } = SiteInput.safeParse({ domain: 'example.com', [field]: 'E'.repeat(1_900_000) })
    expect(error?.issues[0]?.message.length).toBeLessThan(300)
  })
  expect(took).toBeLessThan(1_000)
})
