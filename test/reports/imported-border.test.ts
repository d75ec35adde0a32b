import { expect, test } from 'vitest'
import { removeDays } from '../../collector/imported/remove.ts'
import { imported } from '../imported/scene.ts'
import { fiveVisits } from './five-visits.ts'
import { FILE } from './imported-file.ts'

const DAYS = { from: '2026-10-30', to: '2026-11-03' }
const MIXED = ['visitors', 'visits', 'pageviews', 'bounce_rate', 'visit_duration']

test('an earlier event of our own moves the border, and a removed import leaves what was before', async () => {
  const own = await fiveVisits()
  const request = { period: DAYS, metrics: MIXED, dimensions: ['time:day'] }
  const before = await own.stats(request)
  const { id } = await imported(own.settings, own.id, FILE)
  own.take([{ at: '2026-10-31T12:00:00', visitor: 'eve', path: '/late' }])
  const { rows, meta } = await own.stats(request)
  expect(rows.map(({ visits }) => visits)).toEqual([10, 1, 0, 2, 2])
  expect(meta.imported).toMatchObject({ from: '2026-10-30', to: '2026-10-30' })
  await removeDays(own.settings, own.id, id)
  const { rows: left, meta: said } = await own.stats(request)
  expect(left.map(({ visits }) => visits)).toEqual([0, 1, 0, 2, 2])
  expect({ ...said, data_from: null }).toEqual({ ...before.meta, data_from: null })
  await own.close()
})

test('imported days say nothing of a goal whose event the other tool never heard of', async () => {
  const site = await fiveVisits()
  await imported(site.settings, site.id, FILE)
  const goal = await site.goal({ name: 'Trial', event: 'Trial', value: 'none', count: 'every' })
  const { totals, meta } = await site.stats({
    period: DAYS,
    metrics: ['conversions'],
    goal: goal.id,
  })
  expect(totals.conversions).toBe(0)
  expect(meta.imported?.lacks).toEqual(['conversions'])
  const october = { from: '2026-10-30', to: '2026-10-31' }
  const past = await site.stats({ period: october, metrics: ['conversions'], goal: goal.id })
  expect(past.totals.conversions).toBeNull()
  await site.close()
})
