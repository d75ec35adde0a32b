import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GoalInput } from '../../../collector/settings/goals.ts'
import { ALL_MODELS, type AttributedSite, attributedSite, buy, credited, visit } from './site.ts'

let site: AttributedSite

beforeEach(async () => {
  site = await attributedSite()
})
afterEach(() => site.close())

async function byModel(request: object = {}) {
  const answer = await site.attribution({ models: [...ALL_MODELS], ...request })
  return Object.fromEntries(ALL_MODELS.map((model) => [model, credited(answer, model)]))
}

const alike = (known: object) => Object.fromEntries(ALL_MODELS.map((model) => [model, known]))

describe('refunds', () => {
  test('in parts take back what the order’s credits got, wherever and whenever they come', async () => {
    site.take([
      visit('01T10:00', 'google'),
      visit('02T10:00', 'bing'),
      visit('03T10:00', 'tiktok'),
      buy('03T11:00', 1, 'p', { order: 'A' }),
      buy('20T10:00', -0.5, 'someone else', { order: 'A' }),
    ])
    const half = credited(await site.attribution({ models: ['linear'] }), 'linear')
    expect(['bing', 'google', 'tiktok'].map((source) => half[source]?.[1])).toEqual([
      0.16, 0.17, 0.17,
    ])
    site.take([buy('21T10:00', -0.5, 'another', { order: 'A' })])
    for (const [model, rows] of Object.entries(await byModel())) {
      for (const [, revenue] of Object.values(rows)) expect([model, revenue]).toEqual([model, 0])
    }
  })

  test('in another period than their order go the way of its path', async () => {
    site.take([
      visit('01T10:00', 'google'),
      buy('01T11:00', 100, 'p', { order: 'A' }),
      visit('25T10:00', 'bing'),
      buy('25T11:00', -30, 'p', { order: 'A' }),
      buy('25T12:00', -5, 'p', { order: 'unknown' }),
    ])
    const late = { period: { from: '2026-03-20', to: '2026-03-31' }, models: ['last'] }
    expect(credited(await site.attribution(late), 'last')).toEqual({
      google: [0, -30],
      bing: [0, -5],
    })
  })

  test('of an order of years ago go the way of its path then, beside what its person does now', async () => {
    site.take([
      visit('01T10:00', 'google', 'p', { at: '2024-02-01T10:00:00' }),
      visit('01T10:00', 'bing', 'p', { at: '2024-02-20T10:00:00' }),
      visit('01T10:00', 'tiktok', 'p', { at: '2024-04-20T10:00:00' }),
      visit('01T10:00', 'bing', 'someone else', { at: '2024-02-20T10:00:00' }),
      buy('01T11:00', 100, 'p', { order: 'A', at: '2024-02-21T11:00:00' }),
      visit('20T10:00', 'newsletter/email'),
      buy('20T11:00', 40),
      buy('21T11:00', -30, 'p', { order: 'A' }),
      buy('22T11:00', -1, 'a server', { order: 'A' }),
    ])
    const { linear, markov } = await byModel()
    expect(linear).toEqual({ google: [0, -15.5], bing: [0, -15.5], newsletter: [1, 40] })
    expect(markov).toEqual({ newsletter: [1, 9] })
    const answer = await site.attribution({ models: ['linear'] })
    expect(answer.totals).toMatchObject({ visits: 1, models: { linear: { revenue: 9 } } })
  })

  test('of an event that another goal counts, too, stay with their order', async () => {
    await site.goal(GoalInput.parse({ name: 'Any purchase', event: 'Buy', value: 'none' }))
    await site.goal(GoalInput.parse({ name: 'Fees', event: 'Buy', value: 2 }))
    site.take([
      visit('01T10:00', 'google'),
      buy('01T11:00', 100, 'p', { order: 'A' }),
      visit('25T10:00', 'bing'),
      buy('25T11:00', -30, 'p', { order: 'A' }),
    ])
    // Three goals count the sale, two the refund where it happened.
    expect(credited(await site.attribution({ models: ['last'] }), 'last')).toEqual({
      google: [3, 72],
      bing: [2, 2],
    })
  })

  test('are no conversion, and without an order go by their own path', async () => {
    site.take([visit('01T10:00', 'google'), buy('01T11:00', 100), buy('05T11:00', -100)])
    const answer = await site.attribution({ models: ['first'] })
    expect(credited(answer, 'first')).toEqual({ google: [1, 0] })
    expect(answer.totals.models.first).toMatchObject({ conversions: 1, revenue: 0 })
  })
})

describe('the path', () => {
  test('tells how many visits and whole days led to the conversion, a refund aside', async () => {
    site.take([
      visit('01T10:00', 'google'),
      visit('03T09:00', 'bing'),
      buy('03T09:30', 100, 'p', { order: 'A' }),
      buy('04T09:30', -100, 'p', { order: 'A' }),
      visit('05T10:00', 'google', 'q'),
      buy('05T11:00', 10, 'q'),
      buy('05T12:00', 10, 'q'),
    ])
    const { path_touches, path_days } = await site.attribution({ models: ['last'] })
    expect(path_touches).toEqual([
      { length: 1, conversions: 2 },
      { length: 2, conversions: 1 },
    ])
    // From the 1st at 10:00 to the 3rd at 09:30 a day and 23 and a half hours.
    expect(path_days).toEqual([
      { length: 0, conversions: 2 },
      { length: 1, conversions: 1 },
    ])
  })

  test('holds visits up to the lookback to the millisecond, before the period too', async () => {
    const at = (time: string) => Date.parse(`${time}Z`)
    const conversion = at('2026-03-31T10:00:00')
    site.take([
      visit('01T10:00', 'google', 'p', { at: conversion - 30 * 86_400_000 }),
      visit('01T10:00', 'bing', 'q', { at: conversion - 30 * 86_400_000 - 1 }),
      buy('31T10:00', 10, 'p'),
      buy('31T10:00', 10, 'q'),
    ])
    const period = { from: '2026-03-31', to: '2026-03-31' }
    const answer = await site.attribution({ period, models: ['last'] })
    expect(credited(answer, 'last')).toEqual({ google: [1, 10], Unattributed: [1, 10] })
    expect(answer.rows.map(({ visits }) => visits)).toEqual([0, 0])
  })

  test('of a conversion without any visit leads to Unattributed in every model', async () => {
    site.take([buy('02T10:00', 7, 'server')])
    expect(await byModel()).toEqual(alike({ Unattributed: [1, 7] }))
  })

  test('leaves out Direct where asked to, unless nothing else is there', async () => {
    site.take([
      visit('01T10:00', 'google'),
      visit('02T10:00', undefined),
      buy('02T10:05', 10),
      visit('01T10:00', undefined, 'q'),
      buy('01T10:05', 20, 'q'),
    ])
    const last = credited(await site.attribution({ models: ['last'] }), 'last')
    expect(last).toEqual({ direct: [2, 30] })
    for (const [model, rows] of Object.entries(await byModel({ exclude_direct: true }))) {
      // Markov's shares are of all money alike.
      const [google, direct] = model === 'markov' ? [15, 15] : [10, 20]
      expect([model, rows]).toEqual([model, { google: [1, google], direct: [1, direct] }])
    }
  })
})
