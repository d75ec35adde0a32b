import { expect, test } from 'vitest'
import type { Model } from '../../../collector/reports/attribution/asked.ts'
import { creditsIn } from '../../../collector/reports/attribution/credits.ts'
import { Fold } from '../../../collector/reports/attribution/fold.ts'
import { processorTime } from '../../processor-time.ts'

const EIGHT: Model[] = ['first', 'last', 'linear', 'position', 'time_decay', 'markov', 'shapley']
const COUNT = 30_000

function foldOf(
  goOn: () => void,
  { collapse_repeats = false, lookback = COUNT, models = EIGHT } = {},
) {
  const path = { exclude_direct: false, collapse_repeats }
  const span = { from: 0, to: COUNT, now: COUNT }
  const rules = { models, path, lookback, halfLife: COUNT, span, drawn: undefined, goOn }
  return new Fold(rules, () => undefined)
}

const touchAt = (at: number) => ({ at, row: 0, direct: false, chosen: true })
const saleAt = (at: number) => ({ at, count: 1, money: 100, fresh: 0, chosen: true })

/** A visit and a sale each millisecond. */
const busy = {
  who: 1,
  touches: Array.from({ length: COUNT }, (_, i) => touchAt(i)),
  conversions: Array.from({ length: COUNT }, (_, i) => saleAt(i)),
}

test('one person’s visits and sales take as long as there are of them, not of their pairs', () => {
  const short = foldOf(() => undefined, { lookback: 20 })
  // Of half a billion visits before sales all are one touch.
  const collapsed = foldOf(() => undefined, { collapse_repeats: true })
  const moneyOf = (fold: Fold) => fold.sheetsOf('linear').map(({ total }) => total.money)
  const took = processorTime(() => {
    short.add(busy)
    collapsed.add(busy)
    expect([moneyOf(short), moneyOf(collapsed)]).toEqual([
      [0, 100 * COUNT],
      [100 * COUNT, 0],
    ])
  })
  expect(took).toBeLessThan(5_000)
})

test('a person with more visits before sales than can be credited is refused', () => {
  const fold = foldOf(() => undefined, { models: ['last'] })
  expect(() => fold.add(busy)).toThrow(/shorter period or lookback/)
})

test('a machine’s thousands of visits before thousands of sales are credited', () => {
  const fold = foldOf(() => undefined, { models: ['linear'], lookback: 1_000 })
  const conversions = busy.conversions.slice(0, 3_000)
  fold.add({ ...busy, conversions })
  expect(fold.sheetsOf('linear')[1]?.total).toMatchObject({ money: 300_000, converters: 1 })
})

test('one person’s credits end when nobody waits for them', () => {
  let looks = 0
  const fold = foldOf(
    () => {
      looks += 1
      if (looks === 3) throw new Error('nobody waits')
    },
    { lookback: 60 },
  )
  expect(() => fold.add(busy)).toThrow('nobody waits')
})

test.each<{ models: Model[] }>([
  { models: ['last'] },
  { models: ['first', 'last'] },
  { models: ['last', 'linear', 'markov', 'first'] },
])('how many people converted under a model is the same beside others: $models', ({ models }) => {
  const fold = foldOf(() => undefined, { models, lookback: 10 })
  // Filters choose the first visit; the sale long after has none.
  const touches = [touchAt(0), { ...touchAt(1), row: 1, chosen: false }]
  fold.add({ who: 1, touches, conversions: [saleAt(2), saleAt(100)] })
  fold.add({ who: 2, touches: [touchAt(0)], conversions: [saleAt(2), saleAt(100)] })
  const credits = creditsIn(fold, ['google', 'bing'], undefined)
  for (const model of models) expect([model, credits.total(model).converters]).toEqual([model, 2])
  expect(credits.none('last').converters).toBe(2)
})
