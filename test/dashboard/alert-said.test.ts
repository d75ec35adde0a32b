import './page.ts'
import { expect, test } from 'vitest'
import { AlertInput } from '../../collector/settings/alert-definition.ts'
import { eventSaid } from '../../dashboard/blocks/alerts/said.ts'
import type { Alert, AlertEvent } from '../../dashboard/models/alerts.ts'

const shares: Alert = {
  ...AlertInput.parse({
    ...{ name: 'Bounces', metric: 'bounce_rate', when: 'above', value: 0.5, per: 'day' },
  }),
  id: 'a',
  status: { state: 'waiting', since: null, reading: null, reason: null, held: false },
}
const reading = { from: 0, to: 3_600_000, key: '2026-11-30T09:00:00+01:00', value: 12 }

test('what happened is said by what the alert was then', () => {
  const event: AlertEvent = {
    ...{ id: '1', at: '2026-11-30T09:10:00Z', kind: 'fired', reason: null, told_at: null },
    reading: { ...reading, form: 'count', per: 'hour' },
  }
  const said = eventSaid(event, shares, 'en')
  expect(said).toContain('9:00')
  expect(said).toMatch(/: 12$/u)
})
