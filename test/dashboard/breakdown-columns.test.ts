import './page.ts'
import { expect, test } from 'vitest'
import { breakdownColumns } from '../../dashboard/blocks/tables/columns.tsx'
import { narrow } from '../../dashboard/models/narrow.ts'
import type { StatsAnswer } from '../../dashboard/models/stats.ts'

const compared = (rows: object[]) =>
  ({
    meta: { from: '2026-03-08', to: '2026-03-14', data_from: '2026-01-01', partial: false },
    rows: [{ channel: 'Email', visitors: 3, conversions: 1 }],
    row_count: 1,
    compared: { from: '2026-03-01', to: '2026-03-07', until: null, rows },
  }) as unknown as StatsAnswer

test('on a phone the column that rows are in the order of stands beside their names', () => {
  const answer = compared([])
  const heads = () =>
    breakdownColumns({
      ...{ answer, listed: [], trends: undefined, dimension: 'channel', lead: 'conversions' },
      ...{ columns: ['visitors', 'visits', 'conversions'], goal: undefined, onChoose: () => {} },
    }).map(({ key }) => key)
  expect(heads()).toEqual(['name', 'visitors', 'visits', 'conversions'])
  narrow.value = true
  expect(heads()).toEqual(['name', 'conversions', 'visitors', 'visits'])
  narrow.value = false
})

test('the column that rows are in the order of has the change, and no other', () => {
  const answer = compared([])
  const columns = breakdownColumns({
    ...{ answer, listed: [], trends: undefined, dimension: 'channel', lead: 'conversions' },
    columns: ['visitors', 'conversions'],
    goal: undefined,
    onChoose: () => {},
  })
  expect(columns.map(({ key, moved }) => [key, moved])).toEqual([
    ['name', undefined],
    ['visitors', false],
    ['conversions', true],
  ])
})
