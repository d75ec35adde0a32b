import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PropertiesAnswer } from '../../collector/reports/properties.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  site.take([
    { at: '2026-11-12T08:00:00', path: '/', visitor: 'ann' },
    {
      ...{ at: '2026-11-12T08:01:00', name: 'Signup', path: '/', visitor: 'ann' },
      props: { plan: 'pro', seats: 3 },
    },
    {
      ...{ at: '2026-11-12T08:02:00', name: 'Signup', path: '/', visitor: 'bob' },
      props: { plan: 'free' },
    },
    { at: '2026-11-12T08:03:00', name: 'Invite', path: '/', visitor: 'bob', props: { to: 'x' } },
  ])
})
afterAll(() => site.close())

const properties = async (request: object = {}) =>
  ((await site.run('properties', { period: '30d', ...request })) as PropertiesAnswer).rows

test('the properties of all events, the most frequent first', async () => {
  expect(await properties()).toEqual([
    { property: 'plan', events: 2 },
    { property: 'seats', events: 1 },
    { property: 'to', events: 1 },
  ])
})

test('those of the events that the filters choose', async () => {
  expect(await properties({ filters: [['is', 'event', ['Invite']]] })).toEqual([
    { property: 'to', events: 1 },
  ])
})
