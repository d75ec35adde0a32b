import { describe, expect, test } from 'vitest'
import { INVOICE_HEAD, invoice, invoiceFile, readInvoices } from './files.ts'

const utc = (text: string) => Date.parse(`${text}Z`)
const only = (line: string) => readInvoices(invoiceFile(line)).billed[0]?.invoices[0]

test('Stripe’s invoices, by the periods of their lines and without tax', () => {
  const file = readInvoices(
    invoiceFile(
      invoice('2026-03-01', '2026-04-01', {
        Subtotal: '60.00',
        'Total Discount Amount': '11.00',
        // The period before.
        'Period Start (UTC)': '2026-02-01 10:22',
        'Period End (UTC)': '2026-03-01 10:22',
      }),
    ),
  )
  expect(file.refused).toEqual([])
  expect(file.billed).toEqual([
    {
      customer: 'acme',
      id: 'sub_1',
      invoices: [
        {
          customer: 'acme',
          line: 2,
          name: 'A-2026-03-01',
          // 60.00 − 11.00.
          terms: {
            id: 'sub_1',
            plan: null,
            amount: 4900,
            currency: 'EUR',
            interval: 'month',
            count: 1,
            quantity: 1,
          },
          start: utc('2026-03-01T10:22'),
          end: utc('2026-04-01T10:22'),
          late: null,
        },
      ],
      unpriced: [],
    },
  ])
  expect(file.columns).toMatchObject({
    subtotal: 'Subtotal',
    discount: 'Total Discount Amount',
    period_start: 'Minimum Line Item Period Start (UTC)',
  })
  expect(file.ignored).toEqual(expect.arrayContaining(['Tax', 'Total', 'Period Start (UTC)']))
})

describe('what an invoice comes to before tax', () => {
  const priced = (columns: string, cells: string) => {
    const head = `invoice,subscription,customer,currency,status,period start,period end,${columns}`
    const text = `${head}\n1,s1,acme,EUR,paid,2026-03-01,2026-04-01,${cells}`
    const { billed, reading } = readInvoices(text)
    return [billed[0]?.invoices[0]?.terms.amount, reading.of, reading.mayHoldTax]
  }
  test.each([
    ['net,total,tax', '40,49,9', [4000, 'net', false]],
    // A discount has whatever sign, and tax that is in the sum is taken off.
    ['subtotal,total discount amount', '49,-9', [4000, 'subtotal', false]],
    ['subtotal,discount,inclusive tax amount', '59,9,10', [4000, 'subtotal', false]],
    ['subtotal,total,tax', '99,49,9', [4000, 'total', false]],
    ['total,tax', '49,', [4900, 'total', false]],
    ['subtotal,amount due', '40,49', [4000, 'subtotal', false]],
    ['total', '49', [4900, 'total', true]],
    ['amount due', '49', [4900, 'amount_due', true]],
  ] as const)('of %s', (columns, cells, expected) => {
    expect(priced(columns, cells)).toEqual(expected)
  })
})

describe('what a period is one of', () => {
  test.each([
    ['2026-03-01', '2026-04-01', 'month', 1],
    ['2026-01-31', '2026-02-28', 'month', 1],
    ['2026-02-28', '2026-03-31', 'month', 1],
    ['2026-01-15', '2026-04-15', 'quarter', 1],
    ['2025-11-30', '2026-05-30', 'month', 6],
    ['2024-02-29', '2025-02-28', 'year', 1],
    ['2024-03-01', '2026-03-01', 'year', 2],
    ['2026-03-02', '2026-03-09', 'week', 1],
    // February is a month before it is four weeks.
    ['2026-02-01', '2026-03-01', 'month', 1],
    ['2026-03-01', '2026-03-29', 'week', 4],
    ['2026-03-01', '2026-03-31', 'day', 30],
  ] as const)('%s to %s is %s × %d', (from, to, interval, count) => {
    expect(only(invoice(from, to))?.terms).toMatchObject({ interval, count })
  })

  const own = (from: string, to: string) => {
    const head = 'invoice,subscription,customer,currency,status,net,period start,period end'
    return readInvoices(`${head}\n1,s1,acme,EUR,paid,49,${from},${to}`).billed[0]?.invoices[0]
  }

  test('the last day may be in it, by the site’s clocks, and so may its last minute', () => {
    const month = { start: utc('2026-02-28T22:00'), end: utc('2026-03-31T22:00') }
    for (const to of ['2026-04-01', '2026-03-31', '2026-03-31 23:59:59'])
      expect(own('2026-03-01', to)).toMatchObject({ ...month, terms: { interval: 'month' } })
  })
})

test.each([
  ['paid', {}, null],
  ['open', {}, null],
  ['open', { 'Due Date (UTC)': '2026-03-15 00:00' }, '2026-03-15T00:00'],
  ['open', { 'Due Date (UTC)': '2026-07-15 00:00' }, null],
  ['uncollectible', { 'Due Date (UTC)': '2026-03-15 00:00' }, '2026-03-15T00:00'],
  ['uncollectible', { 'Marked Uncollectible At (UTC)': '2026-03-20 00:00' }, '2026-03-20T00:00'],
  ['uncollectible', {}, '2026-03-01T10:22'],
  // Of before its period.
  ['open', { 'Due Date (UTC)': '2026-02-15 00:00' }, '2026-03-01T10:22'],
] as const)('%s with %j is late since %s', (Status, cells, late) => {
  const found = only(invoice('2026-03-01', '2026-04-01', { Status, ...cells }))
  expect(found?.late).toBe(late === null ? null : utc(late))
})

test('a period at nothing is a trial, as long as it may be', () => {
  const free = { Subtotal: '0.00', Total: '0.00', Tax: '0.00' }
  expect(only(invoice('2026-03-01', '2026-03-15', free))?.terms.amount).toBe(0)
})

test('what tells nothing of a subscription is left out and counted', () => {
  const file = readInvoices(
    invoiceFile(
      invoice('2026-03-01', '2026-04-01'),
      invoice('2026-04-01', '2026-05-01', { Status: 'draft' }),
      invoice('2026-04-01', '2026-05-01', { Status: 'void', Subtotal: '' }),
      invoice('2026-04-01', '2026-05-01', { Status: 'deleted' }),
      invoice('2026-04-01', '2026-04-01', { Subscription: '' }),
      invoice('2026-08-01', '2026-09-01'),
    ),
  )
  expect(file.refused).toEqual([])
  expect(file.count).toBe(1)
  expect(Object.fromEntries(file.left)).toEqual({
    draft: 1,
    void: 2,
    no_subscription: 1,
    not_begun: 1,
  })
})

describe('a line that cannot be meant is refused, with its number and why', () => {
  const PERIOD = 'Maximum Line Item Period End (UTC)'
  test.each([
    [{ Customer: '' }, 'nobody is named whose "sub_1" is'],
    [{ Status: 'odd' }, 'the status "odd" is unknown'],
    [{ Status: 'constructor' }, 'the status "constructor" is unknown'],
    [{ Subtotal: 'free' }, '"free eur" is no price'],
    [{ 'Total Discount Amount': 'some' }, '"49.00 eur" is no price'],
    [{ Currency: 'euros' }, '"49.00 euros" is no price'],
    [{ Subtotal: '-5.00' }, 'it comes to less than nothing (a credit)'],
    [{ Subtotal: '1000000000000' }, '1000000000000 is more than anybody pays'],
    [{ [PERIOD]: '2026-03-18 10:22' }, 'a period of 17 days is no interval (a proration)'],
    // What was used in one month and is paid for the next.
    [{ [PERIOD]: '2026-05-01 10:22' }, 'a period of 61 days is no interval (a proration)'],
    [{ [PERIOD]: '' }, 'it does not say what period it is for'],
    [{ [PERIOD]: 'soon' }, '"soon" is no time'],
    [
      { [PERIOD]: '2026-02-01 10:22' },
      'its period ends at 2026-02-01T10:22:00.000Z, before it begins at 2026-03-01T10:22:00.000Z',
    ],
    [{ Subscription: 'x'.repeat(121) }, 'the subscription’s id is longer than 120 characters'],
  ])('%j: %s', (cells, reason) => {
    const before = invoice('2026-02-01', '2026-03-01', { Subscription: 'other' })
    const file = readInvoices(invoiceFile(before, invoice('2026-03-01', '2026-04-01', cells)))
    expect(file.refused).toEqual([{ line: 3, reason }])
    expect(file.count).toBe(1)
  })

  test('a second one for a time that is billed, whichever stands first', () => {
    const march = invoice('2026-03-01', '2026-04-01')
    const again = invoice('2026-03-01', '2026-04-01', { Number: 'B-1', Subtotal: '59.00' })
    const upgrade = invoice('2026-03-02', '2026-04-02')
    const file = readInvoices(invoiceFile(again, upgrade, march))
    expect(file.refused).toEqual([
      { line: 2, reason: 'line 4 bills this period of "sub_1" already' },
      { line: 3, reason: 'its period overlaps that of line 4' },
    ])
    expect(file.count).toBe(1)
    const void_ = invoice('2026-03-01', '2026-04-01', { Status: 'void' })
    expect(readInvoices(invoiceFile(void_, again)).refused).toEqual([])
  })
})

describe('the kind of a file is told from its header', () => {
  test('and what is missing is named as that kind has it', () => {
    expect(() => readInvoices('invoice number,account,status\n1,acme,paid')).toThrow(
      /no column for subscription, currency, period_start, period_end, net;/,
    )
    expect(() => readInvoices(`${INVOICE_HEAD}\n`)).toThrow(/a header and no lines/)
  })

  test('and from what is mapped', () => {
    const text =
      'Nr,Abo,Kunde,Währung,Stand,von,bis,Betrag\n7,s1,acme,EUR,paid,2026-03-01,2026-03-31,49'
    const mapping = {
      ...{ invoice: 'Nr', subscription: 'Abo', customer: 'Kunde', currency: 'Währung' },
      ...{ status: 'Stand', period_start: 'von', period_end: 'bis', net: 'Betrag' },
    }
    expect(readInvoices(text, mapping).billed).toMatchObject([
      { customer: 'acme', invoices: [{ terms: { amount: 4900 } }] },
    ])
  })

  test('Paddle’s transactions are invoices', () => {
    const { billed, left } = readInvoices(
      `transaction_id;subscription_id;customer_id;status;currency_code;billing_period_starts_at;billing_period_ends_at;subtotal;discount;tax;total
txn_1;sub_01;ctm_01;completed;EUR;2026-03-05T08:00:00Z;2026-04-05T08:00:00Z;10,50;0,50;2,00;12,00
txn_2;;ctm_01;completed;EUR;;;10,50;0;2,00;12,50
`,
    )
    expect(billed).toMatchObject([{ id: 'sub_01', invoices: [{ terms: { amount: 1000 } }] }])
    expect(left.get('no_subscription')).toBe(1)
  })
})
