import { afterEach, beforeEach, expect, test } from 'vitest'
import { addEvents, alertHistory, noteTold } from '../../collector/settings/alert-states.ts'
import { type AlertedSite, alertedSite } from '../alerts/alerted.ts'

let site: AlertedSite
beforeEach(async () => {
  site = await alertedSite()
})
afterEach(() => site.close())

test('however many were told at once, none is left as told to nobody', async () => {
  const alerts = [await site.alert({ to: [] }), await site.alert({ name: 'Another', to: [] })]
  const reading = JSON.stringify({ why: 'goal', detail: 'gone' })
  const events = alerts.flatMap(({ id: alert }) =>
    Array.from({ length: 300 }, (_, at) => ({
      ...{ alert, at, reading },
      ...({ kind: 'broken', told_at: null } as const),
    })),
  )
  await addEvents(site.settings, events)
  const stored = await site.settings.selectFrom('alert_event').select('id').execute()
  await noteTold(
    site.settings,
    stored.map(({ id }) => id),
    9,
  )
  for (const { id } of alerts) {
    const history = await alertHistory(site.settings, id)
    expect(history).toHaveLength(300)
    expect(history.filter(({ told_at }) => told_at === null)).toEqual([])
  }
})
