/** What an invoice's status says of its payment. */
export type InvoiceStanding = 'paid' | 'open' | 'late' | 'draft' | 'void'

/** Words of Stripe, Chargebee and Paddle. */
const STANDINGS: Record<string, InvoiceStanding> = {
  paid: 'paid',
  completed: 'paid',
  open: 'open',
  sent: 'open',
  posted: 'open',
  billed: 'open',
  payment_due: 'open',
  past_due: 'late',
  overdue: 'late',
  not_paid: 'late',
  unpaid: 'late',
  uncollectible: 'late',
  draft: 'draft',
  ready: 'draft',
  pending: 'draft',
  void: 'void',
  voided: 'void',
  deleted: 'void',
  canceled: 'void',
  cancelled: 'void',
}

export function invoiceStandingOf(cell: string): InvoiceStanding | undefined {
  const word = cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/gu, '_')
  return Object.hasOwn(STANDINGS, word) ? STANDINGS[word] : undefined
}
