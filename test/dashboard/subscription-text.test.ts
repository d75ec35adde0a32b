import './page.ts'
import { expect, test } from 'vitest'
import { readBillingFile } from '../../collector/billing/read-file.ts'
import { Refusal } from '../../collector/refusal.ts'
import { subscriptionFiles as en } from '../../dashboard/texts/en/subscription-files.ts'
import { subscriptionFiles as zh } from '../../dashboard/texts/zh/subscription-files.ts'
import {
  missingFields,
  subscriptionText,
} from '../../dashboard/views/customers-revenue/subscription-text.ts'

const HEAD =
  'id,account,plan,amount,currency,interval,interval count,quantity,status,started,trial end,ended at'
const NOW = Date.parse('2026-11-20T12:00Z')

function read(text: string, mapping?: Record<string, string>) {
  const same = (at: number) => at
  const asked = { mapping, now: NOW, fromLocal: same, toLocal: same }
  return readBillingFile(new TextEncoder().encode(text), asked)
}

function reasonOf(line: string): string {
  return read(`${HEAD}\n${line}\n`).refused[0]?.reason ?? ''
}

function refusalOf(text: string, mapping?: Record<string, string>): string {
  try {
    read(text, mapping)
  } catch (failure) {
    if (failure instanceof Refusal) return failure.message
    throw failure
  }
  return ''
}

test.each([
  [',acme,,9,EUR,month,,,active,2026-01-01,,', 'it names no subscription'],
  ['s,,,9,EUR,month,,,active,2026-01-01,,', 'nobody is named whose “s” is'],
  ['s,acme,,free,EUR,month,,,active,2026-01-01,,', '“free EUR” is no price'],
  ['s,acme,,-9,EUR,month,,,active,2026-01-01,,', 'the price -9 is below zero'],
  ['s,acme,,9,EUR,fortnight,,,active,2026-01-01,,', 'the interval “fortnight” is unknown'],
  ['s,acme,,9,EUR,month,half,,active,2026-01-01,,', '“half” is no number'],
  ['s,acme,,9,EUR,month,,,odd,2026-01-01,,', 'the status “odd” is unknown'],
  ['s,acme,,9,EUR,month,,,active,,,', 'it does not say when it began'],
  ['s,acme,,9,EUR,month,,,active,soon,,', '“soon” is no time'],
  ['s,acme,,9,EUR,month,,,active,2027-01-01,,', 'it is active, but begins on 2027-01-01'],
  [
    's,acme,,9,EUR,month,,,active,2026-01-01,2027-01-01,',
    'it is active, but its trial ends on 2027-01-01',
  ],
  [
    's,acme,,9,EUR,month,,,past_due,2026-01-01,2027-01-01,',
    'it is past due, but its trial ends on 2027-01-01',
  ],
  ['s,acme,,9,EUR,year,4000,,active,2026-01-01,,', 'every 4000 years is too seldom'],
  [
    `${'s'.repeat(121)},acme,,9,EUR,month,,,active,2026-01-01,,`,
    'an id is longer than 120 characters',
  ],
  ['s,acme,,9,EUR,month,,,ended,2026-01-01,,', 'it is ended, and nobody says since when'],
  ['s,acme,,9,EUR,month,,,active,2026-01-01,,2026-02-01', 'it is active, but ends on 2026-02-01'],
  [
    's,acme,,9,EUR,month,,,ended,2026-03-01,,2026-02-01',
    'it ended on 2026-02-01, before it began on 2026-03-01',
  ],
])('%s is refused in the reader’s words', (line, said) => {
  const reason = reasonOf(line)
  expect(subscriptionText(reason, en)).toBe(said)
  expect(subscriptionText(reason, zh)).toMatch(/\p{Script=Han}/u)
})

const INVOICE_HEAD = 'invoice,subscription,account,net,currency,status,period start,period end'

test.each([
  ['1,s,acme,-9,EUR,paid,2026-03-01,2026-04-01', 'it comes to less than nothing (a credit)'],
  ['1,s,acme,1e13,EUR,paid,2026-03-01,2026-04-01', '1e13 is more than anybody pays'],
  ['1,s,acme,9,EUR,paid,,2026-04-01', 'it does not say what period it is for'],
  [
    '1,s,acme,9,EUR,paid,2026-03-01,2026-02-01',
    'its period ends on 2026-02-01, before it begins on 2026-03-01',
  ],
  ['1,s,acme,9,EUR,paid,2026-03-01,2026-03-18', 'a period of 17 days is no interval (a proration)'],
  [
    '1,s,acme,9,EUR,paid,2026-03-01,2026-04-01\n2,s,acme,9,EUR,paid,2026-03-01,2026-04-01',
    'line 2 bills this period of “s” already',
  ],
  [
    '1,s,acme,9,EUR,paid,2026-03-01,2026-04-01\n2,s,acme,9,EUR,paid,2026-03-08,2026-04-08',
    'its period overlaps that of line 2',
  ],
])('of an invoice %s is refused in the reader’s words', (lines, said) => {
  const reason = read(`${INVOICE_HEAD}\n${lines}\n`).refused[0]?.reason ?? ''
  expect(subscriptionText(reason, en)).toBe(said)
  expect(subscriptionText(reason, zh)).toMatch(/\p{Script=Han}/u)
})

test.each([
  [
    'what an invoice comes to is read from "Total", and nothing says that no tax is in it',
    'What an invoice comes to is read from “Total”, and nothing says that no tax is in it.',
  ],
  [
    '"Period Start (UTC)" of Stripe is of the period before the one that is paid for; export the line items’ periods with the invoices',
    '“Period Start (UTC)” of Stripe is of the period before the one that is paid for: export the line items’ periods with the invoices.',
  ],
  [
    '3 of the subscriptions end with their last invoice’s period, because none has followed within 30 days',
    '3 of the subscriptions end with their last invoice’s period, because none has followed within 30 days.',
  ],
  [
    'no invoice of the file tells of a subscription',
    'No invoice of the file tells of a subscription.',
  ],
])('of invoices it is said: %s', (message, said) => {
  expect(subscriptionText(message, en)).toBe(said)
  expect(subscriptionText(message, zh)).toMatch(/\p{Script=Han}/u)
})

test('a line told twice names the first', () => {
  const line = 's,acme,,9,EUR,month,,,active,2026-01-01,,'
  const { refused } = read(`${HEAD}\n${line}\n${line}\n`)
  expect(subscriptionText(refused[0]?.reason ?? '', en)).toBe('line 2 tells of “s” already')
})

test('columns that are missing are asked for by their names', () => {
  const message = refusalOf('id,plan,Wer,status\ns,Pro,acme,active\n')
  expect(missingFields(message)).toEqual(['customer', 'amount', 'currency', 'interval', 'started'])
  expect(subscriptionText(message, en)).toBe(
    'The file does not say which column is this: Customer, Price of one, Currency, Interval, Began.',
  )
  expect(subscriptionText(refusalOf(`${HEAD}\n`, { customer: 'nix' }), en)).toBe(
    'The file has no column "nix".',
  )
  expect(subscriptionText(refusalOf(`${HEAD}\n`), en)).toBe('The file has a header and no lines.')
  expect(subscriptionText(refusalOf('a,b\n1,2\n'), en)).toBe(
    'No line of the file names columns of subscriptions or invoices.',
  )
  const ofInvoices = refusalOf('invoice id,account,status\n1,acme,paid\n')
  expect(missingFields(ofInvoices)).toContain('period_end')
  expect(subscriptionText(ofInvoices, en)).toBe(
    'The file does not say which column is this: Subscription, Currency, Period began, Period ended, Price before tax.',
  )
  expect(missingFields('something else')).toEqual([])
})

test('what nobody has words for stays as it is', () => {
  expect(subscriptionText('a new kind of trouble', zh)).toBe('a new kind of trouble')
})
