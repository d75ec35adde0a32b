import { describe, expect, test } from 'vitest'
import { headOf } from '../../collector/billing/header.ts'
import { readBillingFile } from '../../collector/billing/read-file.ts'
import { cellsOf, SAVED_ANEW } from '../spreadsheet/saved-anew.ts'
import { INVOICE_HEAD, invoice, NOW, STRIPE_HEAD, stripe } from './files.ts'

const read = (bytes: Uint8Array) => {
  const hours = 2 * 3_600_000
  const { encoding: _, ...file } = readBillingFile(bytes, {
    mapping: undefined,
    now: NOW,
    fromLocal: (local) => local - hours,
    toLocal: (at) => at + hours,
  })
  return JSON.parse(JSON.stringify(file, (key, value) => (key === 'line' ? 0 : value)))
}
const lines = (...all: string[]) => Buffer.from(`${all.join('\n')}\n`)

const FILES: [name: string, file: Uint8Array][] = [
  [
    'Stripe’s subscriptions',
    lines(STRIPE_HEAD, stripe({}), stripe({ id: 'sub_2', Amount: '"1,249.00"', Quantity: '12' })),
  ],
  [
    'Stripe’s invoices',
    lines(INVOICE_HEAD, invoice('2026-03-01', '2026-04-01'), invoice('2026-04-01', '2026-05-01')),
  ],
  [
    'Chargebee’s invoices',
    lines(
      'Invoice Number,Customer Id,Subscription Id,Status,Line Item Date From,Line Item Date To,Currency,Sub Total,Total,Tax Total',
      'INV-1,c1,s1,Paid,01-Mar-2026 00:00,01-Apr-2026 00:00,EUR,49.00,49.00,0.00',
    ),
  ],
  [
    'Paddle’s transactions',
    lines(
      'transaction_id,status,customer_id,subscription_id,currency_code,billing_period_starts_at,billing_period_ends_at,subtotal,tax,total',
      'txn_1,completed,ctm_1,sub_1,EUR,2026-03-01T10:22:00Z,2026-04-01T10:22:00Z,49.00,0.00,49.00',
    ),
  ],
]

describe.each(Object.entries(SAVED_ANEW))('a file saved anew %s', (_, save) => {
  test.each(FILES)('says the same: %s', (_, bytes) => {
    const plain = read(bytes)
    expect(plain.refused).toEqual([])
    const text = bytes.toString()
    expect(read(save(cellsOf(text, headOf(text).line)))).toEqual(plain)
  })
})

const us = (text: string) =>
  text.replaceAll(/(\d{4})-(\d\d)-(\d\d)/gu, (_, year, month, day) => `${month}/${day}/${year}`)

test('the order of day and month is that which all times of a file prove', () => {
  const file = lines(STRIPE_HEAD, stripe({ 'Current Period End (UTC)': '2026-06-21 10:22' }))
  const american = Buffer.from(us(file.toString()))
  expect(read(american)).toEqual(read(file))
})

test('03/01/2026 is nobody’s guess', () => {
  const american = Buffer.from(us(lines(STRIPE_HEAD, stripe({})).toString()))
  expect(read(american).refused).toEqual([
    {
      line: 0,
      reason:
        '"03/01/2026 10:22" is a date like 05/06/2026, of which the day cannot be told from the month; write it as 2026-06-05',
    },
  ])
})

test('a table of something else is told what is missing, and what it has', () => {
  expect(() => read(lines('Weather,Wind', 'fair,3'))).toThrow(
    /columns of subscriptions \(subscription, customer, .*\) or invoices .* It has "Weather", "Wind"/u,
  )
})
