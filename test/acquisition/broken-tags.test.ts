import { expect, test } from 'vitest'
import {
  faultCounts,
  type KnownNames,
  standingWarnings,
  type Tagged,
} from '../../collector/acquisition/broken-tags.ts'
import { processorTime } from '../processor-time.ts'

const tagged = (value: string, visits: number, warnings: Tagged['warnings'] = []): Tagged => {
  const [source, medium, campaign] = value.split(' / ')
  return { source, medium, campaign, visits, warnings }
}
const NOBODY: KnownNames = { source: [], medium: [], campaign: [] }
const known = (source: Record<string, number>): KnownNames => ({
  ...NOBODY,
  source: Object.entries(source).map(([name, count]) => ({ name, count })),
})

test('a visit that is wrong in several ways counts once in all, and once for each', () => {
  const all = [
    tagged('facebook / cpc', 30),
    tagged('facebok / cpc', 3),
    tagged('partner / partner', 2, ['source_equals_medium', 'unknown_medium']),
  ]
  expect(faultCounts(all, known({ facebook: 30, facebok: 3, partner: 2 }))).toEqual({
    visits: 5,
    kinds: [
      { kind: 'misspelt', visits: 3 },
      { kind: 'source_equals_medium', visits: 2 },
      { kind: 'unknown_medium', visits: 2 },
    ],
  })
  expect(faultCounts([], NOBODY)).toEqual({ visits: 0, kinds: [] })
})

test('a slip is told by the names of all visits, by a tag or by a referrer', () => {
  const slip = [tagged('gooogle / cpc', 2)]
  expect(faultCounts(slip, known({ google: 40, gooogle: 2 })).visits).toBe(2)
  expect(faultCounts(slip, known({ google: 4, gooogle: 2 })).visits).toBe(0)
})

test('a medium that a rule of the site decides on is no fault, its macro stays one', () => {
  const tags = { source: 'partner', medium: 'button-2', campaign: '{name}' }
  expect(standingWarnings(tags, false)).toEqual(['unexpanded_macro', 'unknown_medium'])
  expect(standingWarnings(tags, true)).toEqual(['unexpanded_macro'])
})

test('thousands of names of one tag are held against one another in no time', () => {
  const names = Array.from({ length: 20_000 }, (_, i) => {
    const letters = [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
    return { name: `campaign ${letters}`, count: i }
  })
  expect(processorTime(() => void faultCounts([], { ...NOBODY, campaign: names }))).toBeLessThan(
    3_000,
  )
})
