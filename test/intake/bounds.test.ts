import { describe, expect, test } from 'vitest'
import { clocks } from '../../collector/intake/clock.ts'
import { intake } from '../../collector/intake/intake.ts'
import { liveParcel, serverParcel } from '../../collector/intake/parcels.ts'
import { eventWriter } from '../../collector/intake/visits/writer.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import { NOON, serialIds, useCollectors } from './ada.ts'
import { CHROME } from './collector.ts'

/** What one browser, or many, may do to a site on a day. */

const DAY = 86_400_000
const NOWHERE = { country: null, region: null, city: null }
const FEW = { name: 2, page: 2, title: 2, property: 2 }
const fresh = useCollectors()
const id = serialIds('bounded')
const event = (name: string, more: object = {}) => ({
  id: id(),
  name,
  at: NOON,
  url: 'https://example.com/',
  ...more,
})

function bounded(limits = FEW) {
  const one = fresh({ now: () => now })
  let now = NOON
  const writer = () =>
    eventWriter(
      eventStore(one.db, () => now),
      () => now,
      limits,
    )
  let store = writer()
  const site = () => [...store.sites().values()][0] as NonNullable<ReturnType<typeof find>>
  const find = () => [...store.sites().values()][0]
  const parcels = {
    live: (events: object[], { ip = '203.0.113.7', ...body }: { ip?: string } = {}) =>
      liveParcel(site(), JSON.stringify({ visitor: 'ada', ...body, events }), now, {
        ip,
        userAgent: CHROME,
        clocks: clocks(),
      }),
    server: (events: object[], body: object = {}) =>
      serverParcel(site(), JSON.stringify({ visitor: 'ada', ...body, events }), now),
  }
  const take = (from: keyof typeof parcels, events: object[], body: object = {}) =>
    intake(store, () => NOWHERE).take([parcels[from](events, body)])[0]
  return {
    db: one.db,
    live: (events: object[], body?: object) => take('live', events, body),
    server: (events: object[], body?: object) => take('server', events, body),
    restart: () => {
      store = writer()
    },
    /** As the settings' own connection would. */
    settings(sql: string) {
      one.db.exec(sql)
      store = writer()
    },
    tomorrow: () => {
      now += DAY
    },
    column: (sql: string) => one.db.prepare(sql).pluck().all(),
    counted: (kind: string) =>
      one.db
        .prepare<[string], { detail: string; count: number }>(
          'select detail, sum(count) count from quality where kind = ? group by detail',
        )
        .all(kind)
        .map(({ detail, count }) => [detail, count]),
  }
}

const KEPT = `select n.text from event e join name n on n.id = e.name order by n.text`

describe('a site gains so many new values from browsers a day', () => {
  test('names beyond are (other), and those it had stay themselves', () => {
    const one = bounded()
    one.live(['A', 'B', 'C', 'D', 'A'].map((name) => event(name)))
    expect(one.column(KEPT)).toEqual(['(other)', '(other)', 'A', 'A', 'B'])
    expect(one.counted('other')).toEqual([['name', 2]])
  })

  test('a restart gives no more, the next day does', () => {
    const one = bounded()
    one.live([event('A'), event('B')])
    one.restart()
    one.live([event('C')])
    one.tomorrow()
    one.live([event('D', { at: NOON + DAY })])
    expect(one.column(KEPT)).toEqual(['(other)', 'A', 'B', 'D'])
  })

  test('a refused name is taken when the site has it by then', () => {
    const one = bounded()
    one.live([event('A'), event('B'), event('C')])
    one.server([event('C')])
    one.live([event('C')])
    expect(one.column(KEPT)).toEqual(['(other)', 'A', 'B', 'C', 'C'])
  })

  test('servers with a token gain what they like', () => {
    const one = bounded()
    one.server(['A', 'B', 'C', 'D'].map((name) => event(name, { props: { [name]: 1 } })))
    expect(one.column(KEPT)).toEqual(['A', 'B', 'C', 'D'])
    expect(one.counted('other')).toEqual([])
  })

  test('pages and titles, too', () => {
    const one = bounded()
    const visited = ['a', 'b', 'c', 'd'].map((path) =>
      event('pageview', { url: `https://${path}.example.com/${path}`, title: path }),
    )
    one.live(visited)
    expect(one.column('select hostname || path from page order by id')).toEqual([
      'a.example.com/a',
      'b.example.com/b',
      'example.com(other)',
    ])
    expect(one.column('select text from title order by id')).toEqual(['a', 'b', '(other)'])
    expect(one.counted('other')).toEqual([
      ['page', 2],
      ['title', 2],
    ])
  })

  test('a property of a key that is too many keeps its value under (other)', () => {
    const one = bounded({ ...FEW, name: 0 })
    one.live([event('A', { props: { a: 1, b: 2 } }), event('A', { props: { a: 3, c: 'x' } })])
    expect(one.column('select props from event order by props')).toEqual([
      '{"a":1,"b":2}',
      '{"a":3,"(other)":"x"}',
    ])
    expect(one.counted('other')).toEqual([['property', 1]])
  })

  test('one address alone uses up a fifth of them, whichever of its subscriber’s it takes', () => {
    const one = bounded({ ...FEW, name: 300 })
    const made = Array.from({ length: 61 }, (_, i) => event(`made-up-${i}`))
    one.live(made.slice(0, 30), { ip: '2001:db8:1:2::1' })
    one.live(made.slice(30), { ip: '2001:db8:1:2:ffff::9' })
    one.live([event('Real'), event('made-up-0')], { ip: '203.0.113.8' })
    const names = one.column(KEPT)
    expect(names.filter((name) => name === '(other)')).toHaveLength(1)
    expect(names).toContain('Real')
    expect(one.counted('other')).toEqual([['name', 1]])
  })

  test('0 is no limit', () => {
    const one = bounded({ name: 0, page: 0, title: 0, property: 0 })
    one.live(['A', 'B', 'C'].map((name) => event(name, { props: { [name]: 1 } })))
    expect(one.column(KEPT)).toEqual(['A', 'B', 'C'])
  })
})

describe('the largest amount of a browser', () => {
  const paid = (amount: number, currency = 'USD') =>
    event('Purchase', { revenue: { amount, currency } })
  const AMOUNTS = 'select amount from event order by amount'

  test('drops the money beyond it, not the event, and is counted', () => {
    const one = bounded()
    one.settings('update site set max_amount = 500')
    one.live([paid(500), paid(500.01), paid(-501), paid(-500)])
    expect(one.column(AMOUNTS)).toEqual([null, null, -50_000, 50_000])
    expect(one.counted('trimmed')).toEqual([['max_amount', 2]])
  })

  test('does not bind a server', () => {
    const one = bounded()
    one.settings('update site set max_amount = 500')
    one.server([paid(9_000)])
    expect(one.column(AMOUNTS)).toEqual([900_000])
  })

  test('goes by the latest rate for other currencies', () => {
    const one = bounded()
    one.settings(`update site set max_amount = 500;
      insert into rate values (1, 'USD', 'JPY', '2026-01-01', 1), (1, 'USD', 'JPY', '2026-02-01', 0.01),
        (1, 'EUR', 'JPY', '2026-03-01', 0.0001)`)
    one.live([paid(50_000, 'JPY'), paid(50_001, 'JPY')])
    expect(one.column(AMOUNTS)).toEqual([null, 50_000])
  })
})

describe('what a browser says of a user', () => {
  const TRAITS = 'select traits from person where kind = 2'
  const ACCOUNT =
    'select hex(a.key) from person p join person a on a.id = p.account where p.kind = 2'
  const says = (role: string, account = 'acme') => ({ user: 'u9', account, traits: { role } })

  test('is taken where nothing is known, and changes nothing that is', () => {
    const one = bounded()
    one.live([event('identify')], { user: 'u9', traits: { role: 'member' } })
    one.live([event('identify')], says('admin', 'acme'))
    one.live([event('identify')], says('admin', 'evil'))
    expect(one.column(TRAITS)).toEqual(['{"role":"member"}'])
    expect(one.column(ACCOUNT)).toHaveLength(1)
    expect(one.counted('trimmed')).toEqual([['trust_traits', 2]])
  })

  test('is not counted when it says what is known', () => {
    const one = bounded()
    one.live([event('identify')], says('member'))
    one.live([event('identify')], says('member'))
    expect(one.counted('trimmed')).toEqual([])
  })

  test('a server may change it', () => {
    const one = bounded()
    one.live([event('identify')], says('member'))
    one.server([event('identify', { at: NOON + 1 })], says('admin'))
    expect(one.column(TRAITS)).toEqual(['{"role":"admin"}'])
  })

  test('and a browser where the site trusts it', () => {
    const one = bounded()
    one.settings('update site set trust_traits = 1')
    one.live([event('identify')], says('member'))
    one.live([event('identify', { at: NOON + 1 })], says('admin'))
    expect(one.column(TRAITS)).toEqual(['{"role":"admin"}'])
  })

  test('a browser that names nobody describes itself', () => {
    const one = bounded()
    one.live([event('A')], { traits: { plan: 'free' } })
    one.live([event('A', { at: NOON + 1 })], { traits: { plan: 'pro' } })
    expect(one.column('select traits from person where kind = 1')).toEqual(['{"plan":"pro"}'])
  })
})
