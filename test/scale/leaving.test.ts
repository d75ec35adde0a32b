import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bodyOf, pageview, SITE, send } from '../faults/sending.ts'
import { ALL, DAY, DAYS, history, OLD, VISITORS } from './history.ts'
import { hasAllLeft, leftOf } from './in-file.ts'
import { Leaving } from './leaving.ts'

const one = new Leaving()

const date = (at: number) => new Date(at).toISOString().slice(0, 10)
/** All of it, also where a day ends meanwhile. */
const period = { from: date(Date.now() - (DAYS + 2) * DAY), to: date(Date.now() + DAY) }

/** Numbers of visits, events, pages and people. */
const REPORTS: readonly (readonly [string, object])[] = [
  ['stats', { period, metrics: ['visits', 'pageviews'], dimensions: ['time:day'] }],
  ['stats', { period, metrics: ['visitors', 'pageviews'], dimensions: ['page'], limit: 50 }],
  ['stats', { period, metrics: ['events', 'pageviews'], dimensions: ['prop:note'], limit: 9 }],
  ['retention', { period }],
  ['paths', { period, start: { page: '/page-0' } }],
  ['values', { period, dimensions: ['page', 'landing_page'] }],
]

async function answers() {
  const asked = await Promise.all(
    REPORTS.map(([name, request]) => one.report(`reports/${name}`, request)),
  )
  return asked.map(({ status, body: { meta: _, ...answer } }) => ({ status, answer }))
}

test('killed in the middle of leaving, all that is old has left in the end, and every number is as it was', async () => {
  await one.imported(history())
  await one.start()
  await one.allTold()
  const told = await one.totals()
  expect(told).toMatchObject({ pageviews: ALL, visits: DAYS * VISITORS })
  const answered = await answers()
  expect(answered.filter(({ status }) => status !== 200)).toEqual([])
  await one.stop()
  const size = one.bytes()

  for (let crash = 0, gone = 0; crash < 3; crash++) {
    const running = await one.keeping()
    await expect.poll(() => leftOf(one.data), { interval: 10 }).toBeGreaterThan(gone)
    await running.kill9()
    gone = leftOf(one.data)
  }
  await one.keeping()
  await one.allLeft()
  expect(leftOf(one.data)).toBeGreaterThan(OLD)
  expect(await one.totals()).toEqual(told)
  expect(await answers()).toEqual(answered)
  const { stdout } = await one.command('clickhouse', 'status', '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ lag_rows: 0, stays: null, held: [{ site: SITE, left: leftOf(one.data) }] },
  })
  const { stderr, code } = await one.command('clickhouse', 'verify')
  expect(stderr).toContain('Both tell the same.')
  expect(code).toBe(0)
  await expect.poll(() => one.bytes()).toBeLessThan(size * 0.8)
  await one.stop()
  expect(statSync(join(one.data, 'tributary.sqlite')).size).toBe(one.bytes())
}, 240_000)

test('what is sent while events leave waits for none of them, and is there', async () => {
  await one.imported(history())
  const { url } = await one.keeping()
  await expect.poll(() => leftOf(one.data), { interval: 10 }).toBeGreaterThan(0)
  const waits: number[] = []
  const began = performance.now()
  while (!hasAllLeft(one.data)) {
    const asked = performance.now()
    const events = [pageview(`live-event-${waits.length}`)]
    expect((await send(url, bodyOf(events, `live-${waits.length % 50}`))).status).toBe(202)
    waits.push(performance.now() - asked)
  }
  // Of a second at most, or on a slow machine of a small part: a transaction that removes some takes some ten milliseconds.
  const small = Math.max(1_000, (performance.now() - began) / 5)
  expect(Math.max(...waits)).toBeLessThan(small)
  await one.allTold()
  expect(await one.held()).toBe(ALL + waits.length)
  expect((await one.command('clickhouse', 'verify')).code).toBe(0)
}, 180_000)
