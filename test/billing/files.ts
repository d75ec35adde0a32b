import { type BillingFile, readBillingFile } from '../../collector/billing/read-file.ts'

export const NOW = Date.UTC(2026, 5, 15)

/** Of a site whose clocks are two hours ahead of UTC. */
export function read(text: string, mapping?: Record<string, string>): BillingFile {
  return readBillingFile(new TextEncoder().encode(text), {
    mapping,
    now: NOW,
    fromLocal: (local) => local - 2 * 3_600_000,
  })
}

/** As Stripe's dashboard writes it. */
export const STRIPE_HEAD =
  'id,Customer ID,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),Start (UTC),Current Period Start (UTC),Current Period End (UTC),Trial Start (UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC),workspace (metadata)'

/** A line of it; what is not given is empty. */
export function stripe(cells: Partial<Record<string, string>>): string {
  const usual: typeof cells = {
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
  const whole = { ...usual, ...cells }
  return STRIPE_HEAD.split(',')
    .map((name) => whole[name] ?? '')
    .join(',')
}
