import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { imported, totalsDay } from '../imported/scene.ts'
import { type AlertedSite, alertedSite, at, DAY, HOUR } from './alerted.ts'

/** Three weeks that another tool summed, until Sunday 22 November; the script came at noon on the Monday after. */
let site: AlertedSite
beforeEach(async () => {
  site = await alertedSite({ timezone: 'UTC' })
  await site.way()
  const days = Array.from({ length: 21 }, (_, i) => at('2026-11-02T00:00:00Z') + i * DAY)
  const summed = days.map((day) => totalsDay(new Date(day).toISOString().slice(0, 10), 100))
  await imported(site.settings, site.id, summed)
  for (let day = at('2026-11-23T00:00:00Z'); day < at('2026-12-09T00:00:00Z'); day += DAY) {
    if (day > at('2026-11-23T00:00:00Z')) site.hour(day + 9 * HOUR, 60)
    site.hour(day + 12 * HOUR, 10)
  }
})
afterEach(() => site.close())

async function readings(alert: object, nows: string[]) {
  const { id } = await site.alert({ to: [], ...alert })
  const all: unknown[] = []
  for (const now of nows) {
    await site.tick(now)
    const { value, before } = (await site.status(id)).reading ?? {}
    all.push([value, before])
  }
  return all
}

describe('a site that came from another tool', () => {
  test('knows no hour of the days that were summed', async () => {
    const rising = { when: 'up_by', value: 0.5 }
    const nows = ['2026-11-24T10:10:00Z', '2026-12-01T10:10:00Z']
    expect(await readings(rising, nows)).toEqual([
      [60, undefined],
      [60, 60],
    ])
  })

  test('compares no day of its own with one that was summed, nor with its first, which is no whole one', async () => {
    const rising = { when: 'down_by', value: 0.5, per: 'day', metric: 'visitors' }
    const nows = ['2026-11-24T00:30:00Z', '2026-11-25T00:30:00Z', '2026-12-01T00:30:00Z']
    const [first, ...rest] = await readings(rising, nows)
    expect(first).toEqual([null, undefined])
    expect(rest).toEqual([
      [70, undefined],
      [70, undefined],
    ])
  })

  test('compares no week of people with one of daily visitors', async () => {
    const falling = { when: 'down_by', value: 0.2, per: 'week', metric: 'visitors' }
    const nows = ['2026-11-30T01:00:00Z', '2026-12-07T01:00:00Z']
    expect(await readings(falling, nows)).toEqual([
      [null, undefined],
      [490, undefined],
    ])
  })

  test('hears that tracking stopped a week after it came', async () => {
    const stopped = { metric: undefined, signal: 'tracking_stopped', when: 'above', value: 0 }
    const { id } = await site.alert({ ...stopped, to: [] })
    // On Wednesday 9 December nothing came any more; on the two before it something did.
    await site.tick('2026-12-09T10:10:00Z')
    expect(await site.status(id)).toMatchObject({
      state: 'breached',
      reading: { value: 1, usual: { low: 60, high: 60 } },
    })
  })
})
