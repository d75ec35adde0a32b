import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Moment, owners, partition } from '../../../collector/intake/visits/partition.ts'

const MINUTE = 60_000
const RULES = { timeout_ms: 30 * MINUTE, split_on_campaign: true }

let serial = 0
function moment(minute: number, more: Partial<Moment> = {}): Moment {
  serial += 1
  const id = `event-${String(serial).padStart(4, '0')}`
  return {
    at: minute * MINUTE,
    id,
    nth: 0,
    opens: true,
    tells: false,
    of: null,
    origin: 'direct',
    campaign: null,
    user: null,
    ...more,
  }
}

function sizes(moments: Moment[], rules = RULES): number[] {
  return partition(moments, rules, null).visits.map((visit) => visit.length)
}

test.each([
  [30, [2]],
  [30.001, [1, 1]],
])('a gap of %d minutes between two pageviews gives visits of %j', (gap, expected) => {
  expect(sizes([moment(0), moment(gap)])).toEqual(expected)
})

test('the window slides from the last event, not from the first', () => {
  expect(sizes([moment(0), moment(25), moment(50), moment(75)])).toEqual([4])
})

test('an event between two visits joins them', () => {
  expect(sizes([moment(0), moment(50)])).toEqual([1, 1])
  expect(sizes([moment(0), moment(50), moment(25)])).toEqual([3])
})

test('another campaign starts a new visit, the same one does not', () => {
  const landing = (minute: number, campaign: string) =>
    moment(minute, { origin: campaign, campaign })
  expect(sizes([landing(0, 'spring'), landing(5, 'spring'), landing(6, 'summer')])).toEqual([2, 1])
})

test('a page without a campaign stays in the visit that has one', () => {
  expect(sizes([moment(0, { origin: 'spring', campaign: 'spring' }), moment(1)])).toEqual([2])
})

test('a campaign after a direct landing starts a new visit unless the site says otherwise', () => {
  const moments = [moment(0), moment(5, { origin: 'spring', campaign: 'spring' })]
  expect(sizes(moments)).toEqual([1, 1])
  expect(sizes(moments, { ...RULES, split_on_campaign: false })).toEqual([2])
})

test('a known user giving way to another starts a new visit; becoming known does not', () => {
  expect(sizes([moment(0), moment(1, { user: 1 }), moment(2, { user: 2 })])).toEqual([2, 1])
})

test('the user known in an earlier visit gives way too', () => {
  const moments = [moment(0, { user: 1 }), moment(100), moment(101, { user: 2 })]
  expect(sizes(moments)).toEqual([1, 1, 1])
})

test('a server event joins the visit open at its time and prolongs it, and else stands alone', () => {
  const server = (minute: number) => moment(minute, { opens: false, origin: null })
  const cut = partition([moment(0), server(20), moment(45), server(90)], RULES, null)
  expect(cut.visits.map((visit) => visit.length)).toEqual([3])
  expect(cut.alone).toHaveLength(1)
})

const followUp = (minute: number, of: string | null, more: Partial<Moment> = {}) =>
  moment(minute, { opens: false, tells: true, origin: null, of, ...more })

test('a follow-up prolongs a visit that is open, and else counts for that of its pageview', () => {
  const [landing, other] = [moment(0), moment(60)]
  const [inside, later] = [followUp(20, landing.id), followUp(95, landing.id)]
  const cut = partition([landing, inside, other, later], RULES, null)
  expect(cut.visits).toEqual([[landing, inside, later], [other]])
  expect([...cut.after]).toEqual([later])
})

test('a follow-up on an unknown pageview counts for the last visit, for none after a day or before any', () => {
  const [early, landing] = [followUp(-5, 'gone'), moment(0)]
  const [soon, late] = [followUp(90, 'gone'), followUp(24 * 60 + 1, 'gone')]
  const cut = partition([early, landing, soon, late], RULES, null)
  expect(cut.visits).toEqual([[landing, soon]])
  expect(cut.alone).toEqual([early, late])
})

test('a follow-up of one user is never another’s, and tells nobody who is there now', () => {
  const [ann, bob] = [moment(0, { user: 1 }), moment(60, { user: 2 })]
  const [anns, nobodys] = [followUp(61, ann.id, { user: 1 }), followUp(62, 'gone', { user: 1 })]
  const cut = partition([ann, bob, anns, nobodys, moment(63, { user: 2 })], RULES, null)
  expect(cut.visits.map((visit) => visit.length)).toEqual([2, 2])
  expect(cut.alone).toEqual([nobodys])
})

test('a visit holds what is no more than a day after its first event', () => {
  const minutes = Array.from({ length: 24 * 3 + 1 }, (_, i) => moment(i * 20))
  expect(sizes([...minutes, moment(24 * 60 + 0.001)])).toEqual([24 * 3 + 1, 1])
})

test('a visit holds 10,000 events; a server’s event after them begins none', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => moment(i / 1000))
  const server = moment(10, { opens: false, origin: null })
  const cut = partition([...many, server, moment(10.1)], RULES, null)
  expect(cut.visits.map((visit) => visit.length)).toEqual([10_000, 1])
  expect(cut.alone).toEqual([server])
})

test('of one instant, what stood first in its batch is first, whatever the ids say', () => {
  const [z, a] = [moment(0, { id: 'zz' }), moment(0, { id: 'aa', nth: 1 })]
  expect(partition([a, z], RULES, null).visits).toEqual([[z, a]])
})

test.each([
  [
    [null, null],
    [null, null],
  ],
  [
    [null, 1, null],
    [1, 1, 1],
  ],
  [
    [null, 1, null, 2, null],
    [1, 1, 1, 2, 2],
  ],
])('visits that name %j belong to %j', (named, expected) => {
  expect(owners(named)).toEqual(expected)
})

const moments = fc.array(
  fc.record({
    minute: fc.integer({ min: 0, max: 300 }),
    campaign: fc.option(fc.constantFrom('a', 'b'), { nil: null }),
    user: fc.option(fc.constantFrom(1, 2), { nil: null, freq: 4 }),
    opens: fc.boolean(),
  }),
  { maxLength: 30 },
)

test('visits partition the events: each lies in exactly one, in time order, with no gap over the timeout', () => {
  fc.assert(
    fc.property(moments, (list) => {
      const given = list.map(({ minute, campaign, user, opens }) =>
        moment(
          minute,
          opens ? { campaign, origin: campaign ?? 'direct', user } : { opens, origin: null, user },
        ),
      )
      const { visits, alone } = partition(given, RULES, null)
      expect([...visits.flat(), ...alone].map((one) => one.id).sort()).toEqual(
        given.map((one) => one.id).sort(),
      )
      for (const visit of visits) {
        expect(visit[0]?.opens).toBe(true)
        const times = visit.map((one) => one.at)
        expect(
          times
            .slice(1)
            .every((at, i) => at >= (times[i] ?? 0) && at - (times[i] ?? 0) <= RULES.timeout_ms),
        ).toBe(true)
      }
    }),
  )
})
