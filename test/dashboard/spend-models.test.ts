import './page.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stretchesOf } from '../../dashboard/models/import-days.ts'
import { type Joined, NO_ALIASES, proposed, withJoined } from '../../dashboard/models/join-draft.ts'
import { dailyRows, monthlyImport } from '../../dashboard/models/monthly-spend.ts'
import { type Aliases, changeSheet, takeBackSheet } from '../../dashboard/models/site-rules.ts'
import { nameOf } from '../../dashboard/models/spend-files.ts'
import { asksFor, questionsOf } from '../../dashboard/models/spend-questions.ts'
import { answeredBy } from './page.ts'

const SUM = {
  month: '2026-08',
  source: 'weekly',
  medium: '',
  campaign: '',
  cost: '100',
  currency: 'EUR',
}

test('a month of 100.00 is 18 days of 3.23 and 13 of 3.22', () => {
  const costs = dailyRows(SUM).map(({ cost }) => cost)
  expect([costs.length, costs[0], costs[17], costs[18], costs[30]]).toEqual([
    31,
    '3.23',
    '3.23',
    '3.22',
    '3.22',
  ])
})

test('the days of a month sum exactly to what was typed, in any currency and sign', () => {
  const places = { EUR: 2, JPY: 0, KWD: 3 }
  fc.assert(
    fc.property(
      fc.constantFrom('EUR' as const, 'JPY' as const, 'KWD' as const),
      fc.integer({ min: -999_999_999, max: 999_999_999 }).filter((minor) => minor !== 0),
      fc.integer({ min: 1, max: 12 }),
      (currency, minor, month) => {
        const cost = (minor / 10 ** places[currency]).toFixed(places[currency])
        const name = `2028-${String(month).padStart(2, '0')}`
        const rows = dailyRows({ ...SUM, cost, currency, month: name })
        const sum = rows.reduce(
          (all, row) => all + Math.round(Number(row.cost) * 10 ** places[currency]),
          0,
        )
        return sum === minor && new Set(rows.map(({ date }) => date)).size === rows.length
      },
    ),
  )
})

test.each(['', '0', 'much', '1e300'])('a cost of "%s" is none', (cost) => {
  expect(dailyRows({ ...SUM, cost })).toEqual([])
})

test('what is paid by the month has an import of its own, however it is spelt', () => {
  expect(monthlyImport({ ...SUM, source: ' Weekly ', medium: 'May' })).toBe('monthly: weekly / may')
  const sums = [
    { medium: 'may' },
    { campaign: 'may' },
    { medium: 'may', campaign: 'may' },
    { source: 'weekly / may' },
    { source: 'weekly /', medium: 'may' },
    {},
  ]
  expect(new Set(sums.map((sum) => monthlyImport({ ...SUM, ...sum }))).size).toBe(sums.length)
})

test('days without rows are missing only between the first and the last', () => {
  const filled = new Set(['2026-08-03', '2026-08-04', '2026-08-07'])
  const known = { from: '2026-08-03', to: '2026-08-07' }
  const stretches = stretchesOf({ from: '2026-08-01', to: '2026-08-09' }, known, filled)
  expect(stretches.map(({ kind, days }) => `${kind} ${days}`)).toEqual([
    'outside 2',
    'filled 2',
    'missing 2',
    'filled 1',
    'outside 2',
  ])
})

test.each([
  ['influencers_2026-09 (1).csv', 'influencers'],
  ['Kosten-Partner.2026.tsv', 'Kosten Partner'],
  ['2026-09.csv', 'generic'],
])('the file %s is of the import %s', (file, name) => {
  expect(nameOf(file)).toBe(name)
})

test('a refusal says what it asks for', () => {
  const asked = questionsOf({
    status: 422,
    title: '',
    errors: [
      { path: 'date_order', message: 'dmy: 2026-09-01 to 2026-09-02' },
      { path: 'date_order', message: 'mdy: 2026-01-09 to 2026-02-09' },
      { path: 'currency', message: '"kr." may be several' },
      { path: 'mapping', message: 'Wann' },
      { path: 'line 3', message: 'no day' },
    ],
  })
  expect(asked).toEqual({
    orders: [
      { order: 'dmy', days: '2026-09-01 to 2026-09-02' },
      { order: 'mdy', days: '2026-01-09 to 2026-02-09' },
    ],
    currency: { sign: 'kr.', likely: ['SEK', 'NOK', 'DKK', 'ISK'] },
    source: false,
    columns: ['Wann'],
    lines: [{ line: 3, reason: 'no day' }],
  })
  expect([asksFor(asked), asksFor(questionsOf({ status: 422, title: '' }))]).toEqual([true, false])
})

const UNMATCHED = {
  source: 'google',
  medium: 'cpc',
  campaign: 'brnd',
  content: null,
  term: null,
  campaign_id: null,
  channel: 'Paid Search',
  cost: 1,
  days: ['2026-08-01', '2026-08-01'] as [string, string],
}

test('spend without visits is proposed the nearest name, else its finest is left open', () => {
  const aliases = [{ kind: 'campaign' as const, spelling: 'brnd', means: 'brand' }]
  expect(proposed({ ...UNMATCHED, near: { aliases, visits: 3 } })).toEqual(aliases)
  expect(proposed({ ...UNMATCHED, campaign: null, near: null })).toEqual([
    { kind: 'medium', spelling: 'cpc', means: '' },
  ])
  expect(withJoined(NO_ALIASES, aliases).campaign).toEqual({ brnd: 'brand' })
})

/** A site whose aliases are these; answers what they are by now. */
function storedAliases(start: Aliases): () => Aliases {
  let stored = start
  answeredBy(async (request) => {
    if (request.method === 'PUT') stored = await request.json()
    return Response.json(stored)
  })
  return () => stored
}

test('what was joined is parted again, and nothing that was joined since', async () => {
  const before = { ...NO_ALIASES, campaign: { spr: 'spring', brnd: 'old' } }
  const stored = storedAliases(before)
  const join = (...joined: Joined[]) =>
    changeSheet('example.com', 'aliases', (all) => withJoined(all, joined))
  const own = await join(
    { kind: 'campaign', spelling: 'brnd', means: 'brand' },
    { kind: 'source', spelling: 'fb', means: 'facebook' },
  )
  await join({ kind: 'medium', spelling: 'ppc', means: 'cpc' })
  await takeBackSheet('example.com', own)
  expect(stored()).toEqual({ ...before, medium: { ppc: 'cpc' } })
})

test('two changes of a sheet at once are made one after the other', async () => {
  const stored = storedAliases(NO_ALIASES)
  const join = (spelling: string) =>
    changeSheet('example.com', 'aliases', (all) =>
      withJoined(all, [{ kind: 'campaign', spelling, means: 'brand' }]),
    )
  await Promise.all([join('brnd'), join('brandt')])
  expect(stored()).toMatchObject({ campaign: { brnd: 'brand', brandt: 'brand' } })
})
