import './page.ts'
import { expect, test } from 'vitest'
import { type Attribution, MODELS } from '../../dashboard/views/return/asked.ts'
import {
  greatestDifference,
  sidesOf,
  sidesTable,
  valuesOf,
} from '../../dashboard/views/return/side-by-side.ts'

type AnswerRow = Attribution['rows'][number]

/** Conversions by each model in the order of `MODELS`; revenue is ten times as much. */
function row(source: string, cost: number | null, conversions: readonly number[]): AnswerRow {
  const cells = MODELS.map((model, i) => [
    model,
    { conversions: conversions[i] ?? 0, revenue: 10 * (conversions[i] ?? 0), roas: cost && 0.5 },
  ])
  return { source, cost, visits: 1, models: Object.fromEntries(cells) } as unknown as AnswerRow
}

const EQUAL = [2, 2, 2, 2, 2, 2, 2, 2]
const rows = [
  row('google', 100, [4, 3, 1, 2, 2, 2.5, 3, 2]),
  row('mail', 0, EQUAL),
  row('nothing', 0, []),
]
const answer = { rows }
const read = rows.map(({ source }) => ({ value: source, kind: 'visited' })) as never

test('a row says what each model credits it with; of nothing none is shown', () => {
  const sides = sidesOf(answer, read, 'conversions')
  expect(sides.map(({ value }) => value)).toEqual(['google', 'mail'])
  expect(sides[0]?.values).toEqual([4, 3, 1, 2, 2, 2.5, 3, 2])
  expect(sides[0]?.spread).toEqual([1, 4])
  expect(sidesTable(sides, 'source')[1]).toMatchObject({ source: 'mail', markov: 2, least: 2 })
})

test('only what cost something has a return', () => {
  expect(sidesOf(answer, read, 'roas').map(({ value }) => value)).toEqual(['google'])
  expect(valuesOf(row('mail', 0, EQUAL), 'roas')).toEqual(MODELS.map(() => null))
})

test('the row about which the models differ most is named with both ends', () => {
  const found = greatestDifference(sidesOf(answer, read, 'revenue'))
  expect(found).toMatchObject({
    value: 'google',
    low: { value: 10, model: 'first' },
    high: { value: 40, model: 'last_non_direct' },
  })
  const equal = { rows: [row('mail', 0, EQUAL)] }
  expect(greatestDifference(sidesOf(equal, read, 'revenue'))).toBeUndefined()
})
