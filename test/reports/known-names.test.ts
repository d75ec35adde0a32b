import { expect, test } from 'vitest'
import { NOVEMBER } from './five-visits.ts'
import { tenPeople, times } from './ten-people.ts'

test('events are the same when so many names are known that all events are read', async () => {
  const site = await tenPeople()
  const ask = () =>
    site.stats({ period: NOVEMBER, metrics: ['events'], dimensions: ['event'], filters: [] })
  const before = await ask()
  expect(before.rows).toHaveLength(10)
  expect(before.totals).toEqual({ events: 10 })
  const others = times(120, (i) => ({
    at: '2026-10-03T10:00:00',
    path: '/',
    visitor: 'w',
    name: `Other ${i}`,
  }))
  site.take(others)
  const after = await ask()
  expect([after.rows, after.totals]).toEqual([before.rows, before.totals])
  site.close()
})
