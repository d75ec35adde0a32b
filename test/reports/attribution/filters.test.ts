import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { randomPeople } from './people.ts'
import { ALL_MODELS, type AttributedSite, attributedSite, buy, credited, visit } from './site.ts'

const CPC = [['is', 'medium', ['cpc']]]
const OTHERS = [['is_not', 'medium', ['cpc']]]

describe('of random people', () => {
  let site: AttributedSite

  beforeAll(async () => {
    site = await attributedSite()
    site.take(randomPeople(5, 120))
  })
  afterAll(() => site.close())

  const ask = (request: object) =>
    site.attribution({
      models: [...ALL_MODELS],
      period: { from: '2026-02-01', to: '2026-03-31' },
      ...request,
    })

  test.each([{}, { collapse_repeats: true }, { exclude_direct: true, lookback: 90 }])(
    'credit that a filter shows and credit that it leaves out are all there is: %j',
    async (options) => {
      const [whole, chosen, left] = [
        await ask(options),
        await ask({ ...options, filters: CPC }),
        await ask({ ...options, filters: OTHERS }),
      ]
      for (const model of ALL_MODELS) {
        const [parts, rest] = [credited(chosen, model), credited(left, model)]
        for (const [source, [conversions = 0, revenue = 0]] of Object.entries(
          credited(whole, model),
        )) {
          const sum = (i: number) => (parts[source]?.[i] ?? 0) + (rest[source]?.[i] ?? 0)
          expect(sum(0), `${model} ${source}`).toBeCloseTo(conversions, 6)
          expect(Math.abs(sum(1) - revenue), `${model} ${source}`).toBeLessThanOrEqual(0.5)
        }
      }
    },
  )

  test('a filter on the dimension gives the row that it names, and nothing else', async () => {
    const whole = await ask({ dimension: 'medium', intervals: false })
    const named = await ask({ dimension: 'medium', intervals: false, filters: CPC })
    const rowOf = (answer: typeof whole) => answer.rows.find(({ medium }) => medium === 'cpc')
    expect(rowOf(named)?.models).toEqual(rowOf(whole)?.models)
    expect(
      named.rows.filter(({ models }) => Object.values(models).some((cell) => cell.revenue !== 0)),
    ).toHaveLength(1)
  })
})

describe('of one person', () => {
  let site: AttributedSite

  beforeEach(async () => {
    site = await attributedSite()
  })
  afterEach(() => site.close())

  async function byModel(request: object) {
    const answer = await site.attribution({ models: [...ALL_MODELS], ...request })
    return Object.fromEntries(ALL_MODELS.map((model) => [model, credited(answer, model)]))
  }

  test('visits that a filter tells apart are one value to Markov and Shapley', async () => {
    site.take([
      visit('01T10:00', 'google/cpc'),
      visit('02T10:00', 'google/organic'),
      visit('03T10:00', 'bing/cpc'),
      buy('03T11:00', 60),
    ])
    // Half to google, of whose two visits one is paid.
    const { markov, shapley, linear } = await byModel({ filters: CPC })
    const thirds = { google: [0.333333333, 20], bing: [0.333333333, 20] }
    expect(linear).toEqual(thirds)
    const halves = { google: [0.25, 15], bing: [0.5, 30] }
    expect(shapley).toEqual(halves)
    expect(markov).toEqual(halves)
  })

  test('equal neighbours collapse whether or not a filter tells them apart', async () => {
    site.take([
      visit('01T10:00', 'google/cpc'),
      visit('02T10:00', 'google/organic'),
      visit('03T10:00', 'bing/cpc'),
      buy('03T11:00', 60),
    ])
    const { linear } = await byModel({ filters: CPC, collapse_repeats: true })
    expect(linear).toEqual({ bing: [0.5, 30] })
  })

  test('refunds in parts leave nothing of what the filter shows of their order', async () => {
    site.take([
      visit('01T10:00', 'google/cpc'),
      visit('02T10:00', 'google/organic'),
      visit('03T10:00', 'google/organic'),
      visit('04T10:00', 'bing/cpc'),
      buy('05T11:00', 0.99, 'p', { order: 'A' }),
      buy('06T11:00', -0.33, 'p', { order: 'A' }),
      buy('07T11:00', -0.66, 'p', { order: 'A' }),
    ])
    const { shapley } = await byModel({ filters: CPC })
    expect(shapley).toEqual({ google: [0.166666667, 0], bing: [0.5, 0] })
  })
})
