import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  afterInvoices,
  afterSubscriptions,
  monthlyInvoices,
  months,
  NOTHING,
  TERMS,
  toldIn,
  withTold,
} from './acme.ts'
import { invoiceFile, NOW, stripe } from './files.ts'

const price = fc.constantFrom(0, 49, 49, 59, 99)
const prices = fc.tuple(price, price, price, price, price, price)

test('in whatever order the lines stand, the same is told', () => {
  fc.assert(
    fc.property(
      prices.chain((all) => {
        const lines = [
          ...monthlyInvoices(all),
          ...monthlyInvoices(all.slice(0, 3), { Number: 'twice', Subtotal: '70' }),
          ...monthlyInvoices(all, { Subscription: 'sub_2' }),
        ]
        return fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))
      }),
      ([lines, shuffled]) => {
        fc.pre(lines.length > 0)
        const told = (some: string[]) =>
          toldIn(NOTHING, invoiceFile(...some)).toSorted((a, b) =>
            a.subscription.id < b.subscription.id
              ? -1
              : a.subscription.id > b.subscription.id
                ? 1
                : a.at - b.at,
          )
        expect(told(shuffled)).toEqual(told(lines))
      },
    ),
  )
})

test('the same file again says nothing, whatever was known, and so does an earlier part of it', () => {
  const change = fc.record({
    at: fc.integer({ min: 0, max: 170 }).map((days) => Date.UTC(2026, 0, 1 + days, 10, 22)),
    amount: fc.constantFrom(4900, 9900),
    status: fc.constantFrom('active', 'past_due', 'trialing', 'ended'),
    renews_at: fc.option(fc.constantFrom(Date.UTC(2026, 6, 1), Date.UTC(2026, 3, 1))),
    id: fc.constantFrom('sub_1', 'sub_1/seats'),
  })
  fc.assert(
    fc.property(prices, fc.uniqueArray(change, { selector: ({ at }) => at }), (all, changes) => {
      const lines = monthlyInvoices(all)
      fc.pre(lines.length > 0)
      const known = withTold(
        NOTHING,
        changes.map(({ at, ...told }) => ({ at, subscription: { ...TERMS, ...told } })),
      )
      const once = afterInvoices(known, invoiceFile(...lines))
      expect(toldIn(once, invoiceFile(...lines))).toEqual([])
    }),
  )
})

test('month for month or all at once, the same months come of it', () => {
  fc.assert(
    fc.property(prices, (all) => {
      const whole = invoiceFile(...monthlyInvoices(all))
      fc.pre(all.some((one) => one > 0))
      let known = NOTHING
      for (let n = 1; n <= all.length; n++) {
        const some = monthlyInvoices(all.slice(0, n))
        const then = Date.UTC(2026, n - 1, 15)
        if (some.length > 0) known = afterInvoices(known, invoiceFile(...some), then)
      }
      expect(months(afterInvoices(known, whole))).toEqual(months(afterInvoices(NOTHING, whole)))
    }),
  )
})

test('a file of subscriptions and one of invoices give the same months in either order', () => {
  const days = fc.integer({ min: 1, max: 27 })
  fc.assert(
    fc.property(prices, fc.boolean(), days, (all, isWhole, days) => {
      const first = all.findIndex((one) => one > 0)
      const last = all.findLastIndex((one) => one > 0)
      fc.pre(last >= 0)
      const start = (month: number) => Date.UTC(2026, month, 1, 10, 22)
      const text = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
      // It ran out with its last period, or was given up within it: of June's both lie ahead.
      const ended = isWhole ? start(last + 1) : start(last) + days * 86_400_000
      const line = stripe({
        'Customer ID': 'acme',
        Amount: String(all[last]),
        'Start (UTC)': text(start(first)),
        'Current Period Start (UTC)': text(start(last)),
        'Current Period End (UTC)': text(start(last + 1)),
        ...(ended <= NOW && { Status: 'canceled', 'Ended At (UTC)': text(ended) }),
      })
      const invoices = invoiceFile(...monthlyInvoices(all))
      const one = afterInvoices(afterSubscriptions(NOTHING, line), invoices)
      const other = afterSubscriptions(afterInvoices(NOTHING, invoices), line)
      expect(months(one)).toEqual(months(other))
    }),
  )
})
