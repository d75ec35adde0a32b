import {
  type BillingFile,
  type InvoiceFile,
  readBillingFile,
  type SubscriptionFile,
} from '../../collector/billing/read-file.ts'

export const NOW = Date.UTC(2026, 5, 15)

/** Of a site whose clocks are two hours ahead of UTC. */
function readAny(text: string, mapping?: Record<string, string>): BillingFile {
  return readBillingFile(new TextEncoder().encode(text), {
    mapping,
    now: NOW,
    fromLocal: (local) => local - 2 * 3_600_000,
    toLocal: (at) => at + 2 * 3_600_000,
  })
}

export function read(text: string, mapping?: Record<string, string>): SubscriptionFile {
  const file = readAny(text, mapping)
  if (file.kind === 'subscriptions') return file
  throw new Error('read as invoices')
}

export function readInvoices(text: string, mapping?: Record<string, string>): InvoiceFile {
  const file = readAny(text, mapping)
  if (file.kind === 'invoices') return file
  throw new Error('read as subscriptions')
}

/** As Stripe's dashboard writes it. */
export const STRIPE_HEAD =
  'id,Customer ID,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),Start (UTC),Current Period Start (UTC),Current Period End (UTC),Trial Start (UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC),workspace (metadata)'

type Cells = Partial<Record<string, string>>

/** A line of it; what is not given is empty. */
export function stripe(cells: Cells): string {
  const usual: Cells = {
    id: 'sub_1',
    'Customer ID': 'cus_1',
    Plan: 'Pro',
    Quantity: '1',
    Currency: 'eur',
    Interval: 'month',
    Amount: '49.00',
    Status: 'active',
    'Created (UTC)': '2026-03-01 10:22',
    'Start (UTC)': '2026-03-01 10:22',
  }
  return lineOf(STRIPE_HEAD, { ...usual, ...cells })
}

function lineOf(head: string, cells: Cells): string {
  return head
    .split(',')
    .map((name) => cells[name] ?? '')
    .join(',')
}

/** Stripe's of invoices. */
export const INVOICE_HEAD =
  'id,Amount Due,Amount Paid,Billing,Charge,Closed,Currency,Customer,Customer Name,Date (UTC),Due Date (UTC),Number,Paid,Subscription,Subtotal,Total Discount Amount,Applied Coupons,Tax,Tax Percent,Total,Status,Description,Finalized At (UTC),Paid At (UTC),Marked Uncollectible At (UTC),Voided At (UTC),Period Start (UTC),Period End (UTC),Minimum Line Item Period Start (UTC),Maximum Line Item Period End (UTC),Forgiven'

/** A line of it, of a period; 49.00 and a fifth of tax where nothing else is given. */
export function invoice(from: string, to: string, cells: Cells = {}): string {
  const usual: Cells = {
    id: `in_${from}`,
    Number: `A-${from}`,
    Currency: 'eur',
    Customer: 'acme',
    Subscription: 'sub_1',
    Subtotal: '49.00',
    'Total Discount Amount': '0.00',
    Tax: '9.80',
    Total: '58.80',
    'Amount Due': '58.80',
    Status: 'paid',
    'Minimum Line Item Period Start (UTC)': `${from} 10:22`,
    'Maximum Line Item Period End (UTC)': `${to} 10:22`,
  }
  return lineOf(INVOICE_HEAD, { ...usual, ...cells })
}

export const invoiceFile = (...lines: string[]) => [INVOICE_HEAD, ...lines].join('\n')
