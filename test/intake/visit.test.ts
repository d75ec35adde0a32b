import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Moment, owners, partition } from '../../collector/intake/visit.ts'

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
