import { describe, expect, test } from 'vitest'
import { openDesk } from '../../collector/intake/desk.ts'
import { intake } from '../../collector/intake/intake.ts'
import { untilTomorrow } from '../../collector/intake/traffic.ts'
import { NOON, serialIds, useCollectors } from './ada.ts'
import { CHROME } from './collector.ts'

const DAY = 86_400_000
const NOWHERE = { country: null, region: null, city: null }
const fresh = useCollectors()
const id = serialIds('bounded')
const event = (name: string, more: object = {}) => ({
  id: id(),
  name,
  at: NOON,
  url: 'https://example.com/',
  ...more,
})

test.each([
  [Date.UTC(2026, 2, 10, 18, 0, 0, 500), 21_600],
  [Date.UTC(2026, 2, 10, 12), 43_200],
  [Date.UTC(2026, 2, 10), 86_400],
  [Date.UTC(2026, 2, 11) - 1, 1],
])('from %d it is %d seconds to tomorrow', (now, seconds) => {
  expect(untilTomorrow(now)).toBe(seconds)
})

describe('a day has so many bytes', () => {
  function front(most: { address: number; site: number }) {
    const one = fresh()
    const road = intake(one.store, () => NOWHERE)
    const desk = openDesk(one.store, road, (error) => expect(error).toBeUndefined(), most)
    const send = (ip: string, arrival = NOON) => {
      const body = JSON.stringify({ events: [event('A', { at: arrival })] }).padEnd(400)
      const request = { site: 'example.com', body, ip, userAgent: CHROME, arrival }
      return desk.live([request]).answers[0]
    }
    return { send, db: one.db }
  }

  test('for an address: more is refused until the next, others are taken', () => {
    const { send, db } = front({ address: 1_000, site: 0 })
    const statuses = ['a', 'a', 'a'].map(() => send('203.0.113.7')?.status)
    expect(statuses).toEqual([202, 202, 429])
    expect(send('203.0.113.8')?.status).toBe(202)
    expect(send('203.0.113.7')?.headers?.['Retry-After']).toBe(String(12 * 3_600))
    expect(send('203.0.113.7', NOON + DAY)?.status).toBe(202)
    const counted = db.prepare("select detail, count from quality where kind = 'limited'").all()
    expect(counted).toEqual([{ detail: 'address', count: 2 }])
    expect(db.prepare('select count(*) from event').pluck().get()).toBe(4)
  })

  test('for a subscriber of IPv6, whichever of its addresses it takes', () => {
    const { send } = front({ address: 1_000, site: 0 })
    const statuses = [1, 2, 3].map((host) => send(`2001:db8:0:7::${host}`)?.status)
    expect(statuses).toEqual([202, 202, 429])
  })

  test('for a site, from wherever they come', () => {
    const { send, db } = front({ address: 0, site: 1_000 })
    const statuses = [1, 2, 3].map((host) => send(`203.0.113.${host}`)?.status)
    expect(statuses).toEqual([202, 202, 429])
    const counted = db.prepare("select detail from quality where kind = 'limited'").pluck().all()
    expect(counted).toEqual(['site'])
  })
})
