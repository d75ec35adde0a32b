import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { command, SETTINGS, startServer } from './processes.ts'
import { readToken } from './queries.ts'

const CUSTOMERS = 20_000
const MONTHS = 36
const PERIOD = { from: '2023-01-01', to: '2025-12-31' }
const SOURCES = ['google', 'newsletter', 'partner', 'linkedin', 'bing']
const PLANS = ['basic', 'pro', 'team']

/**
 * How long it takes to tell what 20,000 customers brought in 36 months, from a site of its own; `elsewhere`: flags that lead
 * to a ClickHouse, which is asked in place of the file.
 */
export async function customerFigures(
  { extent, folder, say }: Setting,
  elsewhere: readonly string[] = [],
): Promise<Figure[]> {
  say('customers: importing')
  const data = join(folder, 'customers')
  const file = join(folder, 'subscriptions.ndjson')
  await pipeline(Readable.from(lines()), createWriteStream(file))
  command(['site', 'add', SITE, '--data', data])
  command(['import', SITE, file, '--data', data])
  rmSync(file)
  if (elsewhere.length > 0) command(['clickhouse', 'backfill', '--data', data, ...elsewhere])
  say('customers: asking')
  const server = await startServer(data, [...SETTINGS, ...elsewhere])
  try {
    const token = readToken(data)
    const figures: Figure[] = []
    for (const [what, request] of [
      ['unit economics of 20,000 customers in 36 months', {}],
      ['the same by source', { dimension: 'source' }],
    ] as const) {
      const ask = () => timeOf(server.port, token, request)
      await ask()
      const times = await repeated(Math.max(extent.runs, 3), ask)
      figures.push(figure(what, times, { unit: 'ms', reach: { most: 500 } }))
    }
    return figures
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function timeOf(port: number, token: string, request: object): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}/api/sites/${SITE}/reports/unit-economics`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ period: PERIOD, ...request }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`unit-economics answered ${answer.status}: ${text}`)
  return performance.now() - began
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
