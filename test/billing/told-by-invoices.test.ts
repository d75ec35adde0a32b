import { describe, expect, test } from 'vitest'
import type { Told } from '../../collector/billing/told.ts'
import type { StoredSubscription } from '../../collector/subscription.ts'
import {
  afterInvoices,
  briefly,
  monthlyInvoices,
  months,
  NOTHING,
  TERMS,
  toldIn,
  withTold,
} from './acme.ts'
import { invoice, invoiceFile, readInvoices } from './files.ts'

describe('of a subscription that nobody knew, each price since its period began', () => {
  test('and its renewal, so that the next one is known', () => {
    const told = toldIn(NOTHING, invoiceFile(...monthlyInvoices([49, 49, 99, 99, 99, 99])))
    expect(briefly(told)).toEqual([
      ['2026-01-01', 'active', 4900],
      ['2026-03-01', 'active', 9900],
      ['2026-06-01', 'active', 9900],
    ])
    expect(told.at(-1)?.subscription.renews_at).toBe(Date.parse('2026-07-01T10:22Z'))
  })

  test.each<[string, string[], unknown[]]>([
    [
      'a trial that costs nothing',
      [invoice('2026-05-18', '2026-06-01', { Subtotal: '0' }), invoice('2026-06-01', '2026-07-01')],
      [
        ['2026-05-18', 'trialing', 0],
        ['2026-06-01', 'active', 4900],
      ],
    ],
    [
      'an end where no period follows for more than three days',
      monthlyInvoices([49, 0, 0, 49, 49, 49]),
      [
        ['2026-01-01', 'active', 4900],
        ['2026-02-01', 'ended', 4900],
        ['2026-04-01', 'active', 4900],
        ['2026-06-01', 'active', 4900],
      ],
    ],
    [
      'none where the next begins three days later',
      [invoice('2026-04-28', '2026-05-28'), invoice('2026-05-31', '2026-06-30')],
      [
        ['2026-04-28', 'active', 4900],
        ['2026-05-31', 'active', 4900],
      ],
    ],
    [
      'an end at that of the last period, when that is more than 30 days ago',
      monthlyInvoices([0, 0, 0, 49]),
      [
        ['2026-04-01', 'active', 4900],
        ['2026-05-01', 'ended', 4900],
      ],
    ],
    ['none within 30 days', monthlyInvoices([0, 0, 0, 0, 49]), [['2026-05-01', 'active', 4900]]],
    [
      'a payment that is late',
      monthlyInvoices([0, 0, 0, 0, 49, 49], {
        Status: 'open',
        'Due Date (UTC)': '2026-06-10 00:00',
      }),
      // That of May was due when June’s was running: it says nothing of May.
      [
        ['2026-05-01', 'active', 4900],
        ['2026-06-01', 'active', 4900],
        ['2026-06-10', 'past_due', 4900],
      ],
    ],
  ])('%s', (_, lines, expected) => {
    expect(briefly(toldIn(NOTHING, invoiceFile(...lines)))).toEqual(expected)
  })

  test('a proration in between is no gap: it goes on at its price until the next whole period', () => {
    const [january = '', february = '', april = ''] = monthlyInvoices([49, 49, 0, 99])
    const turn = invoice('2026-02-20', '2026-04-01', { Subtotal: '130' })
    const file = readInvoices(invoiceFile(january, february, turn, april))
    expect(file.refused.map(({ line }) => line)).toEqual([4])
    expect(briefly(toldIn(NOTHING, invoiceFile(january, february, turn, april)))).toEqual([
      ['2026-01-01', 'active', 4900],
      ['2026-04-01', 'active', 9900],
      ['2026-05-01', 'ended', 9900],
    ])
  })
})

const word = (at: string, told: Partial<StoredSubscription> = {}): Told => ({
  at: Date.parse(`2026-${at}T10:22Z`),
  subscription: { ...TERMS, ...told },
})
const knownBy = (...words: Told[]) => withTold(NOTHING, words)

describe('of one that is known', () => {
  test('nothing where it brings the same, however it is priced', () => {
    const known = knownBy(word('01-01', { amount: 58_800, interval: 'year' }))
    expect(toldIn(known, invoiceFile(...monthlyInvoices([49, 49, 49, 49, 49, 49])))).toEqual([])
    const seats = knownBy(
      word('01-01', { amount: 2900 }),
      word('01-01', { id: 'sub_1/seats', amount: 1000, quantity: 2 }),
    )
    expect(toldIn(seats, invoiceFile(...monthlyInvoices([49, 49, 49, 49, 49, 49])))).toEqual([])
  })

  test('a change within a period stays', () => {
    const known = knownBy(word('01-01'), word('02-10', { amount: 9900 }))
    const told = toldIn(known, invoiceFile(...monthlyInvoices([49, 49, 99, 99, 99, 99])))
    expect(told).toEqual([])
  })

  test('what was paid before, and from the last period on what is known to run on', () => {
    const known = knownBy(word('01-01', { amount: 9900, renews_at: Date.parse('2026-07-01') }))
    const told = toldIn(known, invoiceFile(...monthlyInvoices([49, 49, 49, 89, 89, 89])))
    expect(briefly(told)).toEqual([
      ['2026-01-01', 'active', 4900],
      ['2026-04-01', 'active', 8900],
      ['2026-06-01', 'active', 9900],
    ])
    expect(told.at(-1)?.subscription.plan).toBe('Pro')
  })

  test('that no invoice follows ends nothing that is said to run on', () => {
    const text = invoiceFile(...monthlyInvoices([49, 0, 49]))
    expect(toldIn(knownBy(word('01-01')), text)).toEqual([])
    const renewed = knownBy(word('01-01', { renews_at: Date.parse('2026-07-01') }))
    expect(briefly(toldIn(renewed, text))).toEqual([
      ['2026-02-01', 'ended', 4900],
      ['2026-03-01', 'active', 4900],
    ])
  })

  test('that what was late is paid', () => {
    const late = { Status: 'open', 'Due Date (UTC)': '2026-06-10 00:00' }
    const before = afterInvoices(
      NOTHING,
      invoiceFile(...monthlyInvoices([0, 0, 0, 0, 0, 49], late)),
    )
    const told = toldIn(before, invoiceFile(...monthlyInvoices([0, 0, 0, 0, 0, 49])))
    expect(briefly(told)).toEqual([['2026-06-10', 'active', 4900]])
  })

  test('plans that invoices tell together, apart again from the last period on', () => {
    const renews_at = Date.parse('2026-07-01')
    const known = knownBy(
      word('01-01', { amount: 4900, renews_at }),
      word('01-01', { id: 'sub_1/seats', plan: 'Seats', amount: 4000, quantity: 3, renews_at }),
    )
    const whole = afterInvoices(
      known,
      invoiceFile(...monthlyInvoices([49, 49, 100, 100, 169, 169])),
    )
    // 49.00 + 3 × 40.00 = 169.00.
    expect(months(whole)).toEqual([4900, 4900, 10_000, 10_000, 16_900, 16_900])
    expect(whole.get('sub_1/seats')?.at(-1)?.subscription.status).toBe('active')
  })
})
