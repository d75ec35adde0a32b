import { describe, expect, test } from 'vitest'
import { read, STRIPE_HEAD, stripe } from './files.ts'

const utc = (text: string) => Date.parse(`${text}Z`)

test('Stripe’s subscriptions', () => {
  const file = read(
    `${STRIPE_HEAD}\n${stripe({
      'Current Period Start (UTC)': '2026-06-01 10:22',
      'Current Period End (UTC)': '2026-07-01 10:22',
      Quantity: '3',
    })}\n`,
  )
  expect(file.refused).toEqual([])
  expect(file.lines).toEqual([
    {
      customer: 'cus_1',
      terms: {
        id: 'sub_1',
        plan: 'Pro',
        amount: 4900,
        currency: 'EUR',
        interval: 'month',
        count: 1,
        quantity: 3,
      },
      standing: 'active',
      started: utc('2026-03-01T10:22'),
      trial_end: null,
      period_start: utc('2026-06-01T10:22'),
      renews: utc('2026-07-01T10:22'),
      ended: null,
    },
  ])
  expect(file.columns).toMatchObject({ customer: 'Customer ID', started: 'Start (UTC)' })
  expect(file.ignored).toContain('workspace (metadata)')
})

test('Chargebee’s, with the table’s name before each column', () => {
  const file = read(
    `subscriptions.id,customers.id,subscriptions.plan_id,subscriptions.plan_quantity,subscriptions.plan_unit_price,subscriptions.currency_code,subscriptions.billing_period,subscriptions.billing_period_unit,subscriptions.status,subscriptions.started_at,subscriptions.trial_end,subscriptions.next_billing_at,subscriptions.cancelled_at
AzqYvDU,acme,pro-eur,2,120,EUR,3,month,non_renewing,2026-01-05T08:00:00Z,,2026-07-05T08:00:00Z,
B1,globex,pro-eur,1,120,EUR,1,year,cancelled,2026-01-05T08:00:00Z,,,2026-02-05T08:00:00Z
`,
  )
  expect(file.refused).toEqual([])
  expect(file.lines).toMatchObject([
    {
      customer: 'acme',
      terms: { id: 'AzqYvDU', amount: 12_000, interval: 'month', count: 3, quantity: 2 },
      standing: 'active',
      ended: null,
    },
    { customer: 'globex', standing: 'ended', ended: utc('2026-02-05T08:00') },
  ])
})

test('Paddle’s, whose pauses say since when', () => {
  const file = read(
    `subscription_id;customer_id;price_id;quantity;unit_price;currency_code;billing_cycle_interval;billing_cycle_frequency;status;started_at;next_billed_at;paused_at
sub_01;ctm_01;pri_01;1;10,50;EUR;year;1;paused;2026-01-05T08:00:00Z;;2026-04-05T08:00:00Z
`,
  )
  expect(file.lines).toMatchObject([
    { terms: { amount: 1050 }, standing: 'paused', ended: utc('2026-04-05T08:00') },
  ])
})

test('a column that the header does not name is mapped', () => {
  const file = read(`${STRIPE_HEAD}\n${stripe({ 'workspace (metadata)': 'acme' })}`, {
    customer: 'workspace (metadata)',
  })
  expect(file.lines[0]?.customer).toBe('acme')
})

test('a time without a zone is the site’s, where the header does not say UTC', () => {
  const { lines } = read(
    'subscription id,customer,amount,currency,interval,status,start\ns1,acme,1,EUR,month,active,2026-03-01',
  )
  expect(lines[0]?.started).toBe(utc('2026-02-28T22:00'))
})

test.each([
  ['month', 'month', 1],
  ['Monthly', 'month', 1],
  ['annual', 'year', 1],
  ['3 months', 'month', 3],
  ['every 2 weeks', 'week', 2],
  ['quarterly', 'quarter', 1],
] as const)('the interval "%s" is %s × %d', (Interval, interval, count) => {
  expect(read(`${STRIPE_HEAD}\n${stripe({ Interval })}`).lines[0]?.terms).toMatchObject({
    interval,
    count,
  })
})

describe('a line that cannot be meant is refused, with its number and why', () => {
  test.each([
    [{ id: '' }, 'it names no subscription'],
    [{ 'Customer ID': '' }, 'nobody is named whose "sub_1" is'],
    [{ Amount: 'free' }, '"free eur" is no price'],
    [{ Amount: '-5.00' }, 'the price -5.00 is below zero'],
    [{ Currency: 'euros' }, '"49.00 euros" is no price'],
    [{ Interval: 'fortnight' }, 'the interval "fortnight" is unknown'],
    [{ Interval: '' }, 'the interval "" is unknown'],
    [{ Quantity: '1.5' }, '"1.5" is no quantity'],
    [{ Status: 'odd' }, 'the status "odd" is unknown'],
    [{ 'Created (UTC)': '', 'Start (UTC)': '' }, 'it does not say when it began'],
    [{ 'Start (UTC)': 'in March' }, '"in March" is no time'],
    [{ Status: 'canceled' }, 'it is ended, and nobody says since when'],
    [
      { Status: 'canceled', 'Ended At (UTC)': '2026-02-01 00:00' },
      'it ended at 2026-02-01T00:00:00.000Z, before it began at 2026-03-01T10:22:00.000Z',
    ],
    [
      { 'Ended At (UTC)': '2026-04-01 00:00' },
      'it is active, but ended at 2026-04-01T00:00:00.000Z',
    ],
    [
      { Status: 'canceled', 'Ended At (UTC)': '2026-08-01 00:00' },
      'it is ended, but ends at 2026-08-01T00:00:00.000Z',
    ],
    [
      { 'Trial End (UTC)': '2026-08-01 00:00' },
      'it is active, but its trial ends at 2026-08-01T00:00:00.000Z',
    ],
    [
      { Status: 'past_due', 'Trial End (UTC)': '2026-08-01 00:00' },
      'it is past_due, but its trial ends at 2026-08-01T00:00:00.000Z',
    ],
    [{ 'Start (UTC)': '2026-03-01 10:22 CET' }, '"2026-03-01 10:22 CET" is no time'],
    [{ 'Start (UTC)': '2026-03-01 10:22:99' }, '"2026-03-01 10:22:99" is no time'],
    [{ Interval: '4000 days' }, 'every 4000 days is too seldom'],
    [
      { Quantity: '1000000000', Amount: '1000.00' },
      '1000000000 × 1000.00 is more than anybody pays',
    ],
    [{ 'Start (UTC)': '2026-08-01 00:00' }, 'it is active, but begins at 2026-08-01T00:00:00.000Z'],
  ])('%j: %s', (cells, reason) => {
    const file = read(`${STRIPE_HEAD}\n${stripe({ id: 'before' })}\n${stripe(cells)}`)
    expect(file.refused).toEqual([{ line: 3, reason }])
    expect(file.lines).toHaveLength(1)
  })
})

test('a cancellation that is still to come ends nothing', () => {
  const { lines } = read(`${STRIPE_HEAD}\n${stripe({ 'Canceled At (UTC)': '2026-06-10 00:00' })}`)
  expect(lines).toMatchObject([{ standing: 'active', ended: null }])
})

test('of one subscription each plan has a line, and one only', () => {
  const text = [STRIPE_HEAD, stripe({}), stripe({ Plan: 'Seats' }), stripe({})].join('\n')
  const { lines, refused } = read(text)
  expect(lines.map(({ terms }) => terms.plan)).toEqual(['Pro', 'Seats'])
  expect(refused).toEqual([{ line: 4, reason: 'line 2 tells of "sub_1" already' }])
})

test.each([
  ['', /the file is empty/],
  ['a,b\n1,2', /no line of the file names columns/],
  [STRIPE_HEAD, /a header and no lines/],
  ['id,Customer ID,Status\n1,2,active', /no column for amount, currency, interval, started/],
])('%j is refused whole', (text, message) => {
  expect(() => read(text)).toThrow(message)
})

test('a mapped column may be named without its manner', () => {
  const text = `${STRIPE_HEAD}\n${stripe({ 'Created (UTC)': '2026-02-01 00:00' })}`
  expect(read(text, { started: 'Created' }).lines[0]?.started).toBe(utc('2026-02-01T00:00'))
})

test('a plan is trimmed where it is cut, as events trim it', () => {
  const { lines } = read(`${STRIPE_HEAD}\n${stripe({ Plan: `${'x'.repeat(119)} yy` })}`)
  expect(lines[0]?.terms.plan).toBe('x'.repeat(119))
})

test('a mapped column that is not there is named', () => {
  expect(() => read(`${STRIPE_HEAD}\n${stripe({})}`, { customer: 'Kunde' })).toThrow(
    /no column "Kunde"; it has "id", "Customer ID"/,
  )
})

test('a column is one number, and what it is said to be', () => {
  const text = `${STRIPE_HEAD}\n${stripe({ Quantity: '3' })}`
  expect(() => read(text, { amount: 'Amount', quantity: 'Amount' })).toThrow(
    'amount and quantity are both said to be "Amount"; each number has a column of its own',
  )
  const { lines, ignored } = read(text, { amount: 'Quantity' })
  expect(lines[0]?.terms).toMatchObject({ amount: 300, quantity: 1 })
  expect(ignored).toContain('Amount')
  // Who bills each customer once has one id for both.
  expect(read(text, { subscription: 'Customer ID' }).lines[0]).toMatchObject({
    customer: 'cus_1',
    terms: { id: 'cus_1' },
  })
})

test('a running period that is yet to begin is none', () => {
  const ahead = { 'Current Period Start (UTC)': '2026-06-15 02:00' }
  const { lines } = read(`${STRIPE_HEAD}\n${stripe(ahead)}`)
  expect(lines).toMatchObject([{ standing: 'active', period_start: null }])
})
