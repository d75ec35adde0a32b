import { afterAll, beforeAll, expect, test } from 'vitest'
import { changesUntil } from '../../../collector/reports/customers/changes.ts'
import type { Site } from '../../../collector/settings/sites.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  const told = (day: number, who: object, id: string): Line => ({
    name: 'subscription',
    at: `2026-11-0${day}T10:00:00`,
    visitor: undefined,
    ...who,
    subscription: { id, amount: 10, currency: 'EUR', interval: 'month', status: 'active' },
  })
  site.take([
    told(5, { account: 'acme' }, 'late'),
    told(2, { account: 'acme' }, 'alone'),
    told(3, { user: 'ann', account: 'acme' }, 'by ann'),
    told(4, { user: 'bob' }, 'before bob joined'),
    told(4, { user: 'cyd' }, 'of cyd'),
  ])
  site.take([
    { name: 'identify', at: '2026-11-06T10:00:00', visitor: 'b', user: 'bob', account: 'acme' },
  ])
})
afterAll(() => site.close())

function changesBefore(instant: string) {
  const context = { reader: site.reader, site: { id: String(site.id) } as Site }
  return changesUntil(context, Date.parse(instant))
}

test('a subscription is the account’s that is named, else that of its person, else the person’s', async () => {
  const changes = await changesBefore('2026-11-30T00:00Z')
  expect(changes.map(({ subscription }) => subscription.id)).toEqual([
    'alone',
    'by ann',
    'before bob joined',
    'of cyd',
    'late',
  ])
  const [acme, ann, bob, cyd, late] = changes.map(({ customer }) => customer)
  expect([ann, bob, late]).toEqual([acme, acme, acme])
  expect(cyd).not.toBe(acme)
})

test('what happens at the instant itself is later', async () => {
  const changes = await changesBefore('2026-11-03T10:00Z')
  expect(changes.map(({ subscription }) => subscription.id)).toEqual(['alone'])
})
