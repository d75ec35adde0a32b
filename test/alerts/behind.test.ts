import { expect, test } from 'vitest'
import { latest, preview } from '../../collector/alerts/preview.ts'
import { testAlert } from '../../collector/alerts/test-alert.ts'
import { runFor, siteOfAlerts } from '../../collector/alerts/tick.ts'
import { alertById } from '../../collector/settings/alerts.ts'
import { listSites } from '../../collector/settings/sites.ts'
import { type AlertedSite, alertedSite, at, HOUR } from './alerted.ts'

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

/** Whoever tries an alert at ten past ten, where the engine knows of events until then. */
async function trying(site: AlertedSite, until: number | undefined) {
  site.fresh.until = until
  const now = TEN + 10 * MINUTE
  const [known] = await listSites(site.settings)
  if (!known) throw new Error('there is no site')
  const asking = { now, run: runFor(site.room(now), known.domain) }
  return { of: siteOfAlerts(known, undefined), asking }
}

test.each([
  [undefined, '2026-11-30T09:00:00+00:00', null],
  [TEN, '2026-11-30T09:00:00+00:00', null],
  [TEN - 1, '2026-11-30T08:00:00+00:00', '2026-11-30T09:59:59.999Z'],
  [NINE - HOUR, '2026-11-30T07:00:00+00:00', '2026-11-30T08:00:00.000Z'],
])(
  'a preview ends with what was judged by then, and says until when all is known: %o',
  async (until, last, as_of) => {
    const site = await alertedSite({ timezone: 'UTC' })
    site.hour('2026-11-22T09:00:00Z', 60)
    const { of, asking } = await trying(site, until)
    const told = await preview(site.settings, of, site.input({}), asking)
    expect(told.intervals.at(-1)?.key).toBe(last)
    expect(told).toMatchObject({ as_of, reason: null })
    await site.close()
  },
)

test('a test tells of the last interval that is known whole, as it was judged last', async () => {
  const site = await alertedSite({ timezone: 'UTC' })
  await site.way()
  site.hour('2026-11-22T09:00:00Z', 60)
  site.hour(NINE - HOUR, 7)
  // Of the hour from nine on only some have come there.
  site.hour(NINE, 2)
  const { id } = await site.alert({})
  const { of, asking } = await trying(site, TEN - 1)
  expect(await latest(site.settings, of, site.input({}), asking)).toMatchObject({
    ...{ key: '2026-11-30T08:00:00+00:00', value: 7 },
  })
  const known = await alertById(site.settings, site.id, id)
  expect(await testAlert(site.settings, of, known, asking)).toBe(1)
  const [message] = await site.messages()
  expect(message?.title).toContain('7 in the hour 08:00–09:00')
  await site.close()
})

test('where no interval is known whole, a test says until when the reports know', async () => {
  const site = await alertedSite({ timezone: 'UTC' })
  const { of, asking } = await trying(site, at('2026-11-30T09:30:00Z'))
  const run = async (name: string, request: unknown) => {
    site.fresh.until = (site.fresh.until ?? 0) - 2 * HOUR
    return await asking.run(name, request)
  }
  await expect(latest(site.settings, of, site.input({}), { ...asking, run })).rejects.toMatchObject(
    { status: 503, message: expect.stringMatching(/know of events until 2026-11-30T05:30/u) },
  )
  await site.close()
})
