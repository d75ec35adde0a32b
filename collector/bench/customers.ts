import { askedFigures } from './asked-site.ts'
import type { Figure, Setting } from './figures.ts'
import { SITE } from './intake.ts'

const CUSTOMERS = 20_000
const MONTHS = 36
const PERIOD = { from: '2023-01-01', to: '2025-12-31' }
const SOURCES = ['google', 'newsletter', 'partner', 'linkedin', 'bing']
const PLANS = ['basic', 'pro', 'team']

/** How long it takes to tell what 20,000 customers brought in 36 months; `elsewhere` as for `askedFigures`. */
export async function customerFigures(
  setting: Setting,
  elsewhere: readonly string[] = [],
): Promise<Figure[]> {
  const site = {
    name: 'customers',
    report: 'unit-economics',
    lines,
    questions: [
      ['unit economics of 20,000 customers in 36 months', () => ({ period: PERIOD })],
      ['the same by source', () => ({ period: PERIOD, dimension: 'source' })],
    ],
    most: 500,
  } as const
  return await askedFigures(setting, site, elsewhere)
}

/** A visit that brings the customer, and what is said of the subscription after it: four events each. */
function* lines(): Generator<string> {
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    const began = customer % MONTHS
    const visit = { name: 'pageview', url: `https://${SITE}/?utm_source=${of(SOURCES, customer)}` }
    const told = [
      { ...visit, at: during(began, customer) - 3_600_000 },
      { at: during(began, customer), status: 'active' },
      { at: during(began + 4, customer), status: 'active', quantity: 1 + (customer % 5) },
      { at: during(began + 9 + (customer % 7), customer), status: 'ended' },
    ]
    for (const [nth, event] of told.entries()) {
      yield `${JSON.stringify({ id: `subscribed-${customer}-${nth}`, user: `user-${customer}`, ...lineOf(event, customer) })}\n`
    }
  }
}

function lineOf({ at, ...event }: { at: number }, customer: number): object {
  if ('url' in event) return { at, ...event }
  const price = { amount: 10 + (customer % 90), currency: 'USD', interval: 'month' }
  const subscription = { id: `sub-${customer}`, plan: of(PLANS, customer), ...price, ...event }
  return { name: 'subscription', at, subscription }
}

/** Some moment of the month, counted from the first one. */
function during(month: number, customer: number): number {
  return Date.UTC(2023, month, 1 + (customer % 28), 12)
}

function of(names: readonly string[], customer: number): string {
  return names[customer % names.length] ?? ''
}
