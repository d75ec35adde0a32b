import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { forgetOld } from '../../collector/store/sqlite/maintenance.ts'
import { NOON, pageview, serialIds, useCollectors } from './ada.ts'
import { CHROME } from './collector.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const fresh = useCollectors()
const id = serialIds('semantic')

test('salts are gone after 48 hours, and with them the link between days', () => {
  let now = NOON
  const one = fresh({ now: () => now })
  one.live({
    sent: now,
    events: [{ id: id(), name: 'pageview', at: now, url: 'https://example.com/' }],
  })
  now += 47 * HOUR
  one.store.tidy()
  expect(one.db.prepare('select count(*) from salt').pluck().get()).toBe(1)
  now += 2 * HOUR
  one.store.tidy()
  expect(one.db.prepare('select count(*) from salt').pluck().get()).toBe(0)
})

test('neither the IP nor the user agent nor a token is anywhere in the file', () => {
  const one = fresh()
  const ip = '203.0.113.77'
  one.live(
    {
      sent: NOON,
      events: [
        {
          id: id(),
          name: 'pageview',
          at: NOON,
          url: 'https://example.com/reset/ada@example.org?token=supersecret&utm_source=news&email=ada@example.org#key',
          referrer: 'https://mail.example.net/inbox/very-private-subject',
        },
      ],
    },
    { ip, userAgent: CHROME },
  )
  one.db.pragma('wal_checkpoint(truncate)')
  const file = readFileSync(one.path).toString('latin1')
  expect(file).toContain('/reset/[email]')
  for (const secret of [ip, CHROME, 'supersecret', 'ada@', 'very-private-subject', '#key'])
    expect(file).not.toContain(secret)
})

test('visits older than their site keeps them are forgotten, and their browsers with them', async () => {
  const one = fresh()
  one.import([pageview(0), pageview(-60 * 24 * 100, { visitor: 'long ago' })])
  one.db.prepare('update site set retention_days = 30').run()
  expect(await forgetOld(one.db, NOON, async () => undefined)).toBe(1)
  expect(one.visits().map((visit) => visit.start)).toEqual([NOON])
  expect(one.db.prepare('select count(*) from person').pluck().get()).toBe(1)
})
