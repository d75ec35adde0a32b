import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BillingLine } from '../../collector/billing/line.ts'
import { type Told, toldBy } from '../../collector/billing/told.ts'
import { NOW } from './files.ts'

const at = (day: string) => Date.parse(`2026-${day}T00:00Z`)

const LINE: BillingLine = {
  customer: 'acme',
  terms: {
    id: 's1',
    plan: 'pro',
    amount: 4900,
    currency: 'EUR',
    interval: 'month',
    count: 1,
    quantity: 1,
  },
  standing: 'active',
  started: at('03-01'),
  trial_end: null,
  period_start: at('06-01'),
  renews: at('07-01'),
  ended: null,
}

function told(line: Partial<BillingLine>, known: readonly Told[] = []) {
  return toldBy({ line: { ...LINE, ...line }, id: 's1', known }, NOW)
}

const briefly = (all: Told[]) => all.map((one) => [one.at, one.subscription.status])

describe('of a subscription that nobody knew, its whole life is told', () => {
  test.each([
    [{}, [[at('03-01'), 'active']]],
    [{ standing: 'past_due' }, [[at('03-01'), 'past_due']]],
    [
      { trial_end: at('03-15') },
      [
        [at('03-01'), 'trialing'],
        [at('03-15'), 'active'],
      ],
    ],
    [{ standing: 'trialing', trial_end: at('06-20') }, [[at('03-01'), 'trialing']]],
    [{ standing: 'trialing' }, [[at('03-01'), 'trialing']]],
    [
      { standing: 'ended', ended: at('05-01') },
      [
        [at('03-01'), 'active'],
        [at('05-01'), 'ended'],
      ],
    ],
    // It never paid.
    [
      { standing: 'ended', trial_end: at('03-15'), ended: at('03-10') },
      [
        [at('03-01'), 'trialing'],
        [at('03-10'), 'ended'],
      ],
    ],
    [
      { standing: 'paused', ended: at('05-01') },
      [
        [at('03-01'), 'active'],
        [at('05-01'), 'ended'],
      ],
    ],
    [{ standing: 'not_begun' }, []],
    // It ended as it began, and never ran.
    [{ standing: 'ended', ended: at('03-01'), trial_end: at('03-15') }, []],
  ] as const)('%j', (line, expected) => {
    expect(briefly(told(line as Partial<BillingLine>))).toEqual(expected)
  })
})

describe('of one that is known, what has changed', () => {
  test('nothing, where the line says the same', () => {
    expect(told({}, told({}))).toEqual([])
    const ended = { standing: 'ended', ended: at('05-01') } as const
    expect(told(ended, told(ended))).toEqual([])
  })

  test('another price since its running period began', () => {
    const dearer = { terms: { ...LINE.terms, amount: 9900 } }
    expect(told(dearer, told({}))).toMatchObject([
      { at: at('06-01'), subscription: { amount: 9900, status: 'active' } },
    ])
  })

  test('its end, and only that', () => {
    expect(briefly(told({ standing: 'ended', ended: at('06-10') }, told({})))).toEqual([
      [at('06-10'), 'ended'],
    ])
  })

  test('that it is paid for, since its trial ended', () => {
    const tried = told({ standing: 'trialing', trial_end: at('03-15') })
    expect(briefly(told({ trial_end: at('03-15') }, tried))).toEqual([[at('03-15'), 'active']])
  })

  test('that it came back from a pause', () => {
    const paused = told({ standing: 'paused', ended: at('05-01') })
    expect(briefly(told({}, paused))).toEqual([[at('06-01'), 'active']])
  })

  test('from now on, where its period began before what is known', () => {
    const known = told({ period_start: null })
    const more = { terms: { ...LINE.terms, quantity: 2 }, period_start: at('02-01') }
    expect(told(more, known)).toMatchObject([{ at: NOW, subscription: { quantity: 2 } }])
  })
})

test('an end before the known one is told, where nothing was told since', () => {
  const known = told({ standing: 'ended', ended: at('05-01') })
  const earlier = told({ standing: 'ended', ended: at('04-20') }, known)
  expect(briefly(earlier)).toEqual([[at('04-20'), 'ended']])
  expect(told({ standing: 'ended', ended: at('06-01') }, known)).toEqual([])
})

test('what is said of the instant of the last word is told after it', () => {
  const known = told({ started: at('06-01') })
  const dearer = { started: at('06-01'), terms: { ...LINE.terms, amount: 9900 } }
  expect(briefly(told(dearer, known))).toEqual([[at('06-01') + 1, 'active']])
})

test('whatever two files say, no two words are of one instant, and the second file again says nothing', () => {
  const day = fc.integer({ min: 1, max: 160 }).map((days) => Date.UTC(2026, 0, 1 + days))
  const line = fc.record({
    started: day,
    trial_end: fc.option(day),
    period_start: fc.option(day),
    renews: fc.option(day),
    amount: fc.integer({ min: 0, max: 5 }),
    standing: fc.constantFrom('active', 'trialing', 'past_due', 'ended', 'paused'),
    later: fc.integer({ min: 0, max: 100 }),
  })
  fc.assert(
    fc.property(line, line, (first, second) => {
      const [one, two] = [first, second].map(({ amount, later, ...told }): BillingLine => {
        const isOver = told.standing === 'ended' || told.standing === 'paused'
        const ended = isOver ? told.started + later * 86_400_000 : null
        return { ...LINE, ...told, terms: { ...LINE.terms, amount }, ended } as BillingLine
      }) as [BillingLine, BillingLine]
      const known = toldBy({ line: one, id: 's1', known: [] }, NOW)
      const whole = [...known, ...toldBy({ line: two, id: 's1', known }, NOW)].toSorted(
        (a, b) => a.at - b.at,
      )
      for (const [i, { at }] of whole.entries()) expect(at).toBeGreaterThan(whole[i - 1]?.at ?? 0)
      expect(toldBy({ line: two, id: 's1', known: whole }, NOW)).toEqual([])
    }),
  )
})
