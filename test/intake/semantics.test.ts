import { expect, test } from 'vitest'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { NOON, pageview, serialIds, useCollectors } from './ada.ts'
import { CHROME } from './collector.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const fresh = useCollectors()
const id = serialIds('semantic')

test('the same id is stored once, however often it comes', () => {
  const one = fresh()
  const event = pageview(0)
  expect(one.import([event, event])).toEqual(['accepted', 'duplicate'])
  expect(one.import([{ ...event, at: event.at + HOUR }])).toEqual(['duplicate'])
  expect(one.visits()).toHaveLength(1)
})

test("a user gets the browser's earlier visits that belong to nobody, and later ones", () => {
  const one = fresh()
  one.import([pageview(0), pageview(100), pageview(200, { user: 'u1' }), pageview(300)])
  expect(new Set(one.visits().map((visit) => visit.person)).size).toBe(1)
})

test("visits of user A stay A's when B signs in on the same browser", () => {
  const one = fresh()
  one.import([
    pageview(0, { user: 'A' }),
    pageview(100),
    pageview(200, { user: 'B' }),
    pageview(300),
  ])
  const people = one.visits().map((visit) => visit.person)
  expect(people[0]).toBe(people[1])
  expect(people[2]).toBe(people[3])
  expect(people[0]).not.toBe(people[2])
})

test('two browsers of one user are one person', () => {
  const one = fresh()
  one.import([pageview(0, { user: 'A' }), pageview(1, { visitor: 'phone', user: 'A' })])
  expect(one.visits()).toHaveLength(2)
  expect(new Set(one.visits().map((visit) => visit.person)).size).toBe(1)
})

test('a first-ever visit stays first when a user takes it over', () => {
  const one = fresh()
  one.import([pageview(0), pageview(100, { user: 'A' })])
  expect(one.visits().map((visit) => visit.first)).toEqual([NOON, NOON])
})

test("the visit's acquisition is that of its first pageview, whenever that arrives", () => {
  const one = fresh()
  one.import([pageview(5, { url: 'https://example.com/b' })])
  one.import([
    pageview(0, {
      url: 'https://example.com/a?utm_source=google&utm_medium=cpc&utm_campaign=Spring',
    }),
  ])
  expect(one.visits()).toMatchObject([
    {
      channel: 'Paid Search',
      source: 'google',
      campaign: 'spring',
      landing: '/a',
      exit: '/b',
      pageviews: 2,
    },
  ])
})

test('an event of another kind after the timeout opens a direct visit', () => {
  const one = fresh()
  one.import([
    pageview(0, { referrer: 'https://www.google.com/' }),
    pageview(45, { name: 'Signup' }),
  ])
  expect(one.visits().map((visit) => visit.channel)).toEqual(['Organic Search', 'Direct'])
})

test('engagement is summed on its pageview, the greatest scroll is kept', () => {
  const one = fresh()
  const view = pageview(0)
  const followUp = (minute: number, engaged: number, scroll: number) =>
    pageview(minute, { name: 'engagement', of: view.id, engaged, scroll })
  one.import([view, followUp(1, 4000, 60), followUp(2, 1500, 40)])
  expect(one.visits()).toMatchObject([
    { reported: '5500/60', engaged: 5500, interactive: 0, last: NOON + 2 * MINUTE },
  ])
})

test("a server's event joins its user's open visit, and stands alone when there is none", () => {
  const one = fresh()
  const server = (minute: number) => ({
    id: id(),
    name: 'Renewal',
    at: NOON + minute * MINUTE,
    user: 'A',
  })
  one.import([pageview(0, { user: 'A' }), server(10), server(500)])
  expect(one.visits().map(({ events, alone }) => [events, alone])).toEqual([
    [1, 0],
    [1, 1],
  ])
})

test('a server event that came before the visit it falls into joins it', () => {
  const one = fresh()
  one.import([{ id: id(), name: 'Renewal', at: NOON + 10 * MINUTE, user: 'A' }])
  one.import([pageview(0, { user: 'A' })])
  expect(one.visits()).toMatchObject([{ events: 1, alone: 0 }])
})

test('a cookieless visit survives midnight, a later one the same day is another visitor', () => {
  const midnight = Date.UTC(2026, 2, 11)
  let now = midnight - 10 * MINUTE
  const one = fresh({ now: () => now })
  const send = (offset: number) => {
    now = midnight + offset * MINUTE
    return one.live({
      sent: now,
      events: [{ id: id(), name: 'pageview', at: now, url: 'https://example.com/' }],
    })
  }
  for (const offset of [-10, 5, 30, 600]) expect(send(offset)).toEqual(['accepted'])
  const visits = one.visits()
  expect(visits.map((visit) => visit.pageviews)).toEqual([3, 1])
  expect(new Set(visits.map((visit) => visit.visitor)).size).toBe(2)
})

test('bots, foreign hosts and ignored addresses are dropped by name, their neighbours kept', () => {
  const one = fresh()
  const settings = openDatabase(one.path)
  settings.prepare('insert into rules (site, exclusions) values (1, ?)').run(
    JSON.stringify({
      referrers: [],
      ips: ['198.51.100.0/24'],
      hostnames: ['staging.example.com'],
      defaults: true,
    }),
  )
  settings.close()
  const from = (ip: string, userAgent: string, url: string) => pageview(0, { ip, userAgent, url })
  const own = 'https://shop.example.com/'
  expect(
    one.import([
      from(
        '81.2.69.142',
        'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
        own,
      ),
      from('81.2.69.142', CHROME, 'https://evil.example.net/'),
      from('81.2.69.142', CHROME, 'https://notexample.com/'),
      from('81.2.69.142', CHROME, 'https://staging.example.com/'),
      from('198.51.100.7', CHROME, own),
      from('81.2.69.142', CHROME, own),
    ]),
  ).toEqual(['bot', 'hostname', 'hostname', 'hostname', 'ignored', 'accepted'])
  const counted = one.db
    .prepare(
      "select kind, sum(count) n from quality where kind like 'rejected:%' group by kind order by kind",
    )
    .all()
  expect(counted).toEqual([
    { kind: 'rejected:bot', n: 1 },
    { kind: 'rejected:hostname', n: 3 },
    { kind: 'rejected:ignored', n: 1 },
  ])
})

test('values are compared in lower case and shown as the earliest event spelt them', () => {
  const one = fresh()
  const landing = (minute: number, campaign: string) =>
    pageview(minute, {
      visitor: `v${minute}`,
      url: `https://example.com/?utm_source=news&utm_campaign=${campaign}`,
    })
  one.import([landing(10, 'SPRING_sale'), landing(5, 'Spring_Sale'), landing(7, 'spring_sale')])
  expect(new Set(one.visits().map((visit) => visit.campaign))).toEqual(new Set(['spring_sale']))
  expect(
    one.db.prepare("select text from spelling where field = 'campaign'").pluck().all(),
  ).toEqual(['Spring_Sale'])
})

test('the fragment is dropped unless the page is told apart by it', () => {
  const one = fresh()
  const url = 'https://example.com/app#/settings'
  one.import([pageview(0, { url, visitor: 'a' }), pageview(0, { url, visitor: 'b', hash: true })])
  const landings = one.visits().map((visit) => visit.landing)
  expect(landings.sort()).toEqual(['/app', '/app#/settings'])
})

test('a server event that is adopted bridges two visits, in whatever order they came', () => {
  const one = fresh()
  const server = { id: id(), name: 'Renewal', at: NOON + 28 * MINUTE, visitor: 'ada' }
  for (const event of [server, pageview(50), pageview(0)]) one.import([event])
  expect(one.visits()).toMatchObject([{ pageviews: 2, events: 1, last: NOON + 50 * MINUTE }])
})

test('a user whom only a server names starts a visit of its own with the next page', () => {
  const one = fresh()
  const signIn = { id: id(), name: 'identify', at: NOON + 3 * MINUTE, visitor: 'ada', user: 'B' }
  one.import([pageview(0, { user: 'A' }), signIn, pageview(4)])
  const [first, , second] = one.visits()
  expect([first?.pageviews, second?.pageviews]).toEqual([1, 1])
  expect(first?.person).not.toBe(second?.person)
})

test('a server event that another user keeps out of a visit stays alone, and nothing runs in circles', () => {
  const one = fresh()
  const at = (minute: number) => NOON + minute * MINUTE
  const server = (minute: number, user: string) => ({
    id: id(),
    name: 'Renewal',
    at: at(minute),
    user,
  })
  one.import([server(5, 'B')])
  one.import([pageview(0, { user: 'A' }), pageview(8, { user: 'B' }), pageview(9, { user: 'A' })])
  one.import([pageview(4, { user: 'B' }), server(6, 'A'), pageview(3)])
  expect(one.visits().reduce((sum, visit) => sum + visit.events, 0)).toBe(2)
})
