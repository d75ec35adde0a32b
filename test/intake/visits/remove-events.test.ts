import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IntakeSite } from '../../../collector/settings/intake-site.ts'
import { type Collector, collector } from '../collector.ts'

const AT = Date.UTC(2026, 3, 1, 12)
const MINUTE = 60_000
let one: Collector
beforeEach(() => {
  one = collector({ now: () => AT })
})
afterEach(() => one.close())

const event = (id: string, minute: number, more: object = {}) => ({
  id: `a-event-${id}`,
  name: 'pageview',
  at: AT + minute * MINUTE,
  url: `https://example.com/${id}`,
  visitor: 'ada',
  ...more,
})

const site = () => one.store.sites().get('example.com') as IntakeSite

test('a visit without an event in its middle is two, and one again when that comes back', async () => {
  one.import([event('a', 0), event('b', 25), event('c', 50)])
  const before = one.visits()
  const bridge = one.places(`at = ${AT + 25 * MINUTE}`)
  expect(await one.removal.remove(site(), bridge, 1)).toEqual({ events: 1, visits: 1, people: 1 })
  expect(one.visits().map(({ landing, exit }) => [landing, exit])).toEqual([
    ['/a', '/a'],
    ['/c', '/c'],
  ])
  expect(await one.removal.bringBack(site(), 1)).toBe(1)
  expect(one.visits()).toEqual(before)
})

test('what an event said of a pageview and of who was there goes with it', async () => {
  const spam = 'https://example.com/a?utm_source=spam'
  const followUp = { name: 'engagement', of: 'a-event-a', engaged: 9_000, scroll: 90 }
  one.import([
    event('a', 0, { url: spam }),
    event('b', 1),
    event('r', 2, followUp),
    event('s', 100),
    event('u', 101, { name: 'Signup', user: 'ann' }),
  ])
  const before = one.visits()
  const gone = one.places(`name = 2 or user is not null or (page = 1 and name = 1)`)
  expect(await one.removal.remove(site(), gone, 7)).toMatchObject({ events: 3, visits: 2 })
  expect(one.visits()).toMatchObject([
    { channel: 'Direct', landing: '/b', engaged: 0, person: one.visits()[0]?.visitor },
    { landing: '/s', person: one.visits()[0]?.visitor },
  ])
  await one.removal.bringBack(site(), 7)
  expect(one.visits()).toEqual(before)
})

test('a visit that loses all its events is none, and what was removed is not taken again', async () => {
  const all = Array.from({ length: 1_200 }, (_, i) => event(`n${i}`, i * 40))
  one.import(all)
  const answer = await one.removal.remove(site(), one.places('1'), null)
  expect(answer).toEqual({ events: 1_200, visits: 1_200, people: 1 })
  expect(one.visits()).toEqual([])
  expect(new Set(one.import(all))).toEqual(new Set(['duplicate']))
})

test('a pageview that comes back has what was told of it, also what lay elsewhere meanwhile', async () => {
  const followUp = { name: 'engagement', of: 'a-event-p', engaged: 9_000, scroll: 90 }
  one.import([event('p', 0), event('q', 100), event('r', 200, followUp)])
  const before = one.visits()
  expect(before).toMatchObject([{ engaged: 9_000, reported: '9000/90' }, { engaged: 0 }])
  await one.removal.remove(site(), one.places(`at = ${AT}`), 1)
  expect(one.visits()).toMatchObject([{ landing: '/q', engaged: 9_000 }])
  await one.removal.bringBack(site(), 1)
  expect(one.visits()).toEqual(before)
})
