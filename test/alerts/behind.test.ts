import { expect, test } from 'vitest'
import { alertedSite, at, HOUR } from './alerted.ts'

const NINE = at('2026-11-30T09:00:00Z')
const TEN = NINE + HOUR
const MINUTE = 60_000

test.each([
  { metric: 'pageviews' },
  { metric: undefined, signal: 'tracking_stopped', when: 'above', value: 0 },
])('an engine that is not told of all yet is asked later: %o', async (alert) => {
  const site = await alertedSite({ timezone: 'UTC' })
  await site.way()
  for (const day of [22, 23]) site.hour(`2026-11-${day}T09:00:00Z`, 60)
  const { id } = await site.alert(alert)
  const judged = async () => {
    const { state } = await site.status(id)
    const rows = await site.settings.selectFrom('alert_state').select('judged_to').execute()
    return [state, ...rows.map(({ judged_to }) => judged_to)]
  }
  site.fresh.until = TEN - 1
  await site.tick(TEN + 10 * MINUTE)
  expect(await judged()).toEqual(['ok', 0])
  // Its events have come there by now.
  site.hour(NINE, 60)
  site.fresh.until = TEN
  await site.tick(TEN + 12 * MINUTE)
  expect(await judged()).toEqual(['ok', TEN])
  expect(await site.messages()).toEqual([])
  await site.close()
})
