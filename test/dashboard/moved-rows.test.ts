import { describe, expect, test } from 'vitest'
import { fillOf, greatestOf, listedRows } from '../../dashboard/models/moved-rows.ts'
import type { Row, StatsAnswer } from '../../dashboard/models/stats.ts'

const row = (campaign: string | null, visitors: number): Row => ({ campaign, visitors })
const META = { from: '2026-03-08', to: '2026-03-14', data_from: '2026-01-01', partial: false }

function answerOf(rows: Row[], past?: Row[], since = META.data_from): StatsAnswer {
  const compared = past && { from: '2026-03-01', to: '2026-03-07', until: null, rows: past }
  return { meta: { ...META, data_from: since }, rows, compared } as unknown as StatsAnswer
}

const listed = (answer: StatsAnswer) =>
  listedRows(answer, { dimension: 'campaign', metrics: ['visitors'] })

describe('the rows of an answer', () => {
  const rows = [row(null, 90), row('spring', 9), row('new', 4)]
  const past = [row(null, 80), row('spring', 3), row('new', 0), row('winter', 7)]

  test('are listed with what they were, those that are gone after them, what has no name last', () => {
    expect(listed(answerOf(rows, past))).toEqual([
      { row: row('spring', 9), before: row('spring', 3), gone: false, apart: false },
      { row: row('new', 4), before: row('new', 0), gone: false, apart: false },
      { row: row('winter', 0), before: row('winter', 7), gone: true, apart: false },
      { row: row(null, 90), before: row(null, 80), gone: false, apart: true },
    ])
  })

  test('are gone where the answer itself says so', () => {
    const moved = answerOf(
      [row('winter', 0), row('spring', 9)],
      [row('winter', 7), row('spring', 3)],
    )
    expect(listed(moved).map(({ gone }) => gone)).toEqual([true, false])
  })

  test.each([
    ['nothing is compared', undefined, META.data_from],
    ['the days before have no data', past, '2026-03-05'],
  ])('are neither new nor gone where %s', (_, before, since) => {
    const found = listed(answerOf(rows, before, since))
    expect(found.map(({ row: { campaign } }) => campaign)).toEqual(['spring', 'new', null])
    expect(found.every((one) => one.before === undefined && !one.gone)).toBe(true)
  })

  test('leave out what has nothing, now or then', () => {
    const nothing = answerOf([row('a', 0), row('b', 1)], [row('a', 0), row('b', 0)])
    expect(listed(nothing).map(({ row: { campaign } }) => campaign)).toEqual(['b'])
  })
})

test('bars are as long as what has a name allows', () => {
  const found = listed(answerOf([row(null, 90), row('spring', 9)]))
  expect(greatestOf(found, 'visitors')).toBe(9)
  expect(greatestOf(listed(answerOf([row(null, 90)])), 'visitors')).toBe(90)
  expect([fillOf(9, 9), fillOf(90, 9), fillOf(3, 9), fillOf(null, 9), fillOf(0, 0)]).toEqual([
    1,
    1,
    1 / 3,
    0,
    0,
  ])
})
