import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UnitEconomicsAnswer } from '../../collector/reports/customers/answer.ts'
import type { ReadSubscriptions } from '../../collector/reports/subscription-file.ts'
import { INVOICE_HEAD, invoice, invoiceFile, STRIPE_HEAD, stripe } from '../billing/files.ts'
import { type ReportedSite, reportedSite } from './site.ts'

const sites: ReportedSite[] = []

async function siteOf(): Promise<ReportedSite> {
  const site = await reportedSite({}, '2026-06-15T00:00:00Z')
  sites.push(site)
  return site
}

let site: ReportedSite
beforeAll(async () => {
  site = await siteOf()
})
afterAll(async () => {
  for (const one of sites) await one.close()
})

let imports = 0

/** Reads a file and stores what is new in it. */
async function take(site: ReportedSite, text: string, more: object = {}) {
  const file = new TextEncoder().encode(text)
  const request = { file, import: `import${String(imports++).padStart(6, '0')}`, ...more }
  const { answer, events } = (await site.run('subscriptions/read', request)) as ReadSubscriptions
  if (events.length > 0) site.takeLines(events.join('\n'))
  return answer
}

/** Each month's bridge: start, new, reactivation, expansion, contraction, churn, end. */
async function bridge(site: ReportedSite): Promise<(string | number)[][]> {
  const asked = { period: { from: '2026-01-01', to: '2026-06-15' } }
  const { months } = (await site.run('unit-economics', asked)) as UnitEconomicsAnswer
  return months.map((one) => [
    one.month,
    ...[one.start_mrr, one.new, one.reactivation, one.expansion],
    ...[one.contraction, one.churn, one.end_mrr],
  ])
}

const of = (customer: string) => ({ Customer: customer, Subscription: `sub_${customer}` })
const LINES = [
  // acme: 49.00, then 99.00 from April on.
  invoice('2026-01-10', '2026-02-10', of('acme')),
  invoice('2026-02-10', '2026-03-10', of('acme')),
  invoice('2026-03-10', '2026-04-10', of('acme')),
  invoice('2026-04-10', '2026-05-10', { ...of('acme'), Subtotal: '99.00' }),
  invoice('2026-05-10', '2026-06-10', { ...of('acme'), Subtotal: '99.00' }),
  // bob: 600.00 a year less a fifth, 480.00 / 12 = 40.00 a month.
  invoice('2026-02-01', '2027-02-01', {
    ...of('bob'),
    Subtotal: '600.00',
    'Total Discount Amount': '120.00',
  }),
  // cyd: a trial in February, 30.00 in March; nothing in April, and 20.00 since May.
  invoice('2026-02-15', '2026-03-01', { ...of('cyd'), Subtotal: '0.00' }),
  invoice('2026-03-01', '2026-04-01', { ...of('cyd'), Subtotal: '30.00' }),
  invoice('2026-05-01', '2026-06-01', { ...of('cyd'), Subtotal: '20.00' }),
  invoice('2026-06-01', '2026-07-01', { ...of('cyd'), Subtotal: '20.00' }),
  // dee: one quarter at 90.00, 30.00 a month, and no more.
  invoice('2026-01-05', '2026-04-05', { ...of('dee'), Subtotal: '90.00' }),
  // Of no subscription, and not sent yet.
  invoice('2026-03-01', '2026-03-01', { Subscription: '' }),
  invoice('2026-06-10', '2026-07-10', { ...of('acme'), Status: 'draft' }),
]

const WORKED = [
  // acme 49.00 + dee 30.00.
  ['2026-01', 0, 79, 0, 0, 0, 0, 79],
  // bob 40.00; cyd tries.
  ['2026-02', 79, 40, 0, 0, 0, 0, 119],
  // cyd 30.00.
  ['2026-03', 119, 30, 0, 0, 0, 0, 149],
  // acme 99.00 − 49.00; cyd 30.00 and dee 30.00 leave.
  ['2026-04', 149, 0, 0, 50, 0, 60, 139],
  // cyd is back at 20.00.
  ['2026-05', 139, 0, 20, 0, 0, 0, 159],
  // acme's last period ended five days ago, and may still be billed for.
  ['2026-06', 159, 0, 0, 0, 0, 0, 159],
]

test('a file of invoices is looked at first, and what it tells is the bridge of the past', async () => {
  expect(await take(site, invoiceFile(...LINES), { dry_run: true })).toMatchObject({
    kind: 'invoices',
    import: null,
    invoices: 11,
    left_out: [
      { reason: 'draft', invoices: 1 },
      { reason: 'no_subscription', invoices: 1 },
    ],
    subscriptions: 4,
    new: 4,
    rejected: [],
    warnings: [
      expect.stringContaining('no account of this site is called'),
      '1 of the subscriptions end with their last invoice’s period, because none has followed within 30 days',
    ],
    columns: { subtotal: 'Subtotal', discount: 'Total Discount Amount' },
    ignored: expect.arrayContaining(['Tax', 'Total', 'Amount Due']),
    lines: [
      { customer: 'acme', subscription: 'sub_acme', amount: '99.00', invoices: 5, told: 3 },
      { customer: 'bob', amount: '480.00', interval: 'year', standing: 'active', told: 1 },
      { customer: 'cyd', amount: '20.00', started: '2026-02-15T10:22:00.000Z', told: 5 },
      { customer: 'dee', standing: 'ended', ended: '2026-04-05T10:22:00.000Z', told: 2 },
    ],
  })
  expect(await take(site, invoiceFile(...LINES))).toMatchObject({ events: 11, changed: 4 })
  expect(await bridge(site)).toEqual(WORKED)
  expect(await take(site, invoiceFile(...LINES))).toMatchObject({ import: null, events: 0 })
})

test('it is the bridge of the events that it stands for', async () => {
  const site = await siteOf()
  const told = (account: string, at: string, subscription: object) => ({
    ...{ name: 'subscription', visitor: undefined, at: `2026-${at}T10:22:00`, account },
    subscription: {
      ...{ id: `sub_${account}`, currency: 'EUR', interval: 'month', status: 'active' },
      ...subscription,
    },
  })
  site.take([
    told('acme', '01-10', { amount: '49.00' }),
    told('acme', '04-10', { amount: '99.00' }),
    told('bob', '02-01', { amount: '480.00', interval: 'year' }),
    told('cyd', '02-15', { amount: '30.00', status: 'trialing' }),
    told('cyd', '03-01', { amount: '30.00' }),
    told('cyd', '04-01', { amount: '30.00', status: 'ended' }),
    told('cyd', '05-01', { amount: '20.00' }),
    told('dee', '01-05', { amount: '90.00', interval: 'quarter' }),
    told('dee', '04-05', { amount: '90.00', interval: 'quarter', status: 'ended' }),
  ])
  expect(await bridge(site)).toEqual(WORKED)
  // All of it is known.
  expect(await take(site, invoiceFile(...LINES))).toMatchObject({ events: 0, changed: 0 })
})

const SUBSCRIBED = [
  STRIPE_HEAD,
  ...[
    ['acme', '99.00', 'month', '2026-01-10', '2026-05-10', '2026-06-10'],
    ['bob', '480.00', 'year', '2026-02-01', '2026-02-01', '2027-02-01'],
    ['cyd', '20.00', 'month', '2026-02-15', '2026-06-01', '2026-07-01'],
    ['dee', '90.00', 'quarter', '2026-01-05', '2026-01-05', '2026-04-05'],
  ].map(([customer = '', Amount, Interval, start, from, to]) =>
    stripe({
      ...{ id: `sub_${customer}`, 'Customer ID': customer, Amount, Interval },
      'Start (UTC)': `${start} 10:22`,
      'Current Period Start (UTC)': `${from} 10:22`,
      'Current Period End (UTC)': `${to} 10:22`,
      ...(customer === 'dee' && { Status: 'canceled', 'Ended At (UTC)': `${to} 10:22` }),
    }),
  ),
].join('\n')

test.each([
  ['subscriptions first', [SUBSCRIBED, invoiceFile(...LINES)]],
  ['invoices first', [invoiceFile(...LINES), SUBSCRIBED]],
])('with a file of subscriptions it is the same bridge: %s', async (_, files) => {
  const site = await siteOf()
  for (const file of files) await take(site, file)
  expect(await bridge(site)).toEqual(WORKED)
  for (const file of files) expect((await take(site, file)).events).toBe(0)
})

test('a file with a proration is refused with its line, and taken without it', async () => {
  const text = invoiceFile(
    invoice('2026-06-01', '2026-06-20', of('eve')),
    invoice('2026-06-01', '2026-07-01', of('fay')),
  )
  await expect(take(site, text)).rejects.toMatchObject({
    message: expect.stringContaining('line 2: a period of 19 days is no interval (a proration)'),
  })
  expect(await take(site, text, { skip_bad: true })).toMatchObject({ events: 1 })
})

test.each([
  [
    invoiceFile(invoice('2026-06-01', '2026-07-01', { Subscription: '' })),
    'no invoice of the file tells of a subscription',
  ],
  [INVOICE_HEAD, 'the file has a header and no lines'],
])('a file that tells of no subscription is refused', async (text, message) => {
  await expect(take(site, text)).rejects.toThrow(message)
})

test.each([
  ['amount due', 'what an invoice comes to is read from "amount due", and nothing says'],
  ['net', undefined],
])('what an invoice comes to by its %s may hold tax', async (column, warning) => {
  const head = `invoice,subscription,account,currency,status,period start,period end,${column}`
  const text = `${head}\n1,s9,zoe,EUR,paid,2026-06-01,2026-07-01,49`
  const { warnings } = await take(site, text, { dry_run: true })
  expect(warnings.some((one) => warning !== undefined && one.startsWith(warning))).toBe(
    warning !== undefined,
  )
})

test('Stripe’s period of an invoice is said to be the one before', async () => {
  const head =
    'id,Subscription,Customer,Currency,Status,Period Start (UTC),Period End (UTC),Subtotal'
  const text = `${head}\nin_1,s9,zoe,EUR,paid,2026-05-01,2026-06-01,49`
  const { warnings } = await take(site, text, { dry_run: true })
  expect(warnings).toContainEqual(
    expect.stringContaining('"Period Start (UTC)" of Stripe is of the period before'),
  )
})
