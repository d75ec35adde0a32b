import { expect, test } from 'vitest'
import { NOON, pageview, useCollectors } from './ada.ts'

const MINUTE = 60_000
const fresh = useCollectors()

const CPC = 'https://example.com/ad?utm_source=google&utm_medium=cpc'

test('of two pageviews of one instant the first in its batch is the landing page, whatever their ids', () => {
  const one = fresh()
  const page = (id: string, url: string) => ({ id, name: 'pageview', at: NOON, url })
  const events = [page('zz-first', CPC), page('aa-second', 'https://example.com/next')]
  one.live({ visitor: 'ada', sent: NOON, events })
  expect(one.visits()).toMatchObject([
    { channel: 'Paid Search', landing: '/ad', exit: '/next', pageviews: 2 },
  ])
})

test('across batches events of one instant lie by their ids, and a batch stays in its order among them', () => {
  const one = fresh()
  const page = (id: string) => pageview(0, { id, url: `https://example.com/${id}` })
  const batch = (...ids: string[]) =>
    one.live({ visitor: 'ada', sent: NOON, events: ids.map((id) => ({ ...page(id) })) })
  batch('mm-batch-1', 'aa-batch-2')
  batch('bb-other')
  const order = one.db.prepare(`select cast(uid as text) from event order by at, nth, uid`)
  expect(order.pluck().all()).toEqual(['bb-other', 'mm-batch-1', 'aa-batch-2'])
  expect(one.visits()).toMatchObject([{ landing: '/bb-other', exit: '/aa-batch-2' }])
})

test.each(['engagement', 'exposure'])(
  'an %s 45 minutes after its pageview opens no visit: it counts for that one and prolongs nothing',
  (name) => {
    const one = fresh()
    const landing = pageview(0, { url: CPC })
    const followUp = pageview(45, { name, of: landing.id, engaged: 5_000, scroll: 70 })
    one.import([landing, followUp])
    one.import([pageview(50)])
    const engaged = name === 'engagement' ? 5_000 : 0
    expect(one.visits()).toMatchObject([
      { channel: 'Paid Search', pageviews: 1, engaged, start: NOON, last: NOON },
      { channel: 'Direct', pageviews: 1, engaged: 0, start: NOON + 50 * MINUTE },
    ])
  },
)

test('a follow-up names its pageview’s visit, not the one that is open in another tab meanwhile', () => {
  const one = fresh()
  const first = pageview(0, { url: CPC, user: 'ann' })
  one.import([first, pageview(60, { user: 'bob' })])
  const followUp = { name: 'engagement', of: first.id, user: 'ann', engaged: 9_000, scroll: 40 }
  one.import([pageview(61, followUp), pageview(62, { user: 'bob' })])
  expect(one.visits()).toMatchObject([
    { channel: 'Paid Search', engaged: 9_000, reported: '9000/40' },
    { channel: 'Direct', engaged: 0, pageviews: 2 },
  ])
})

test('a follow-up on a pageview that nobody knows counts for the visitor’s last visit of the day, else for none', () => {
  const one = fresh()
  const lost = { name: 'engagement', of: 'never-came', engaged: 4_000, scroll: 5 }
  one.import([pageview(0), pageview(90, lost), pageview(25 * 60, lost)])
  expect(one.visits()).toMatchObject([
    { alone: 0, engaged: 4_000, last: NOON },
    { alone: 1, engaged: 4_000 },
  ])
})

test('a follow-up after midnight UTC finds the pageview of a cookieless visitor', () => {
  let now = Date.UTC(2026, 2, 10, 23, 30)
  const one = fresh({ now: () => now })
  const url = 'https://example.com/'
  one.live({ sent: now, events: [{ id: 'late-view', name: 'pageview', at: now, url }] })
  now += 45 * MINUTE
  const followUp = {
    id: 'late-follow-up',
    name: 'engagement',
    of: 'late-view',
    engaged: 8_000,
    scroll: 9,
  }
  one.live({ sent: now, events: [{ ...followUp, at: now, url }] })
  expect(one.visits()).toMatchObject([{ pageviews: 1, engaged: 8_000, reported: '8000/9' }])
})

test('a visit ends a day after its first event, and with its 10,000th', () => {
  const one = fresh()
  const day = Array.from({ length: 24 * 3 + 2 }, (_, i) => pageview(i * 20))
  one.import(day)
  expect(one.visits().map(({ pageviews }) => pageviews)).toEqual([24 * 3 + 1, 1])
  const many = fresh()
  many.import(Array.from({ length: 10_001 }, (_, i) => pageview(i / 100)))
  expect(many.visits().map(({ pageviews }) => pageviews)).toEqual([10_000, 1])
})

test.each([
  ['as they happened', [0, 1, 2]],
  ['the later follow-up first', [0, 2, 1]],
  ['the pageview last', [2, 1, 0]],
])('a pageview has the title that the last follow-up on it tells: %s', (_, order) => {
  const one = fresh()
  const page = pageview(0, { title: 'Loading…' })
  const followUp = (minute: number, title: string) =>
    pageview(minute, { name: 'engagement', of: page.id, engaged: 1_000, title })
  const events = [page, followUp(1, 'Product 17'), followUp(2, 'Product 17 – sold out')]
  for (const index of order) one.import([events[index] as object])
  expect(
    one.db
      .prepare('select t.text from event e join title t on t.id = e.title where e.name = 1')
      .pluck()
      .all(),
  ).toEqual(['Product 17 – sold out'])
})
