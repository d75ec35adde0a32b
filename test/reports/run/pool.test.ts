import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportsPort } from '../../../collector/reports/port.ts'
import { reportPool } from '../../../collector/reports/run/pool.ts'
import { fiveVisits, NOVEMBER } from '../five-visits.ts'
import { DOMAIN, type ReportedSite } from '../site.ts'

// Inside the repository, so that the bundle finds the packages.
const folder = join(import.meta.dirname, '../../../node_modules/.cache/tributary-report-worker')
const outfile = join(folder, `worker-${process.pid}.js`)

let site: ReportedSite
let pool: ReportsPort
const metrics = ['visits', 'visitors']

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: [join(import.meta.dirname, '../../../collector/reports/run/worker.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  })
  site = await fiveVisits()
  pool = reportPool({ path: site.path, worker: pathToFileURL(outfile) })
})
afterAll(async () => {
  await pool.close()
  site.close()
  rmSync(outfile, { force: true })
})

test('a report runs in a thread of its own', async () => {
  const answer = await pool.run('stats', DOMAIN, { period: NOVEMBER, metrics }, {})
  expect(answer).toMatchObject({ totals: { visits: 5, visitors: 4 } })
})

test('a thread sees what was committed after it started', async () => {
  const ask = () => pool.run('stats', DOMAIN, { period: NOVEMBER, metrics }, {})
  await ask()
  site.take([{ at: '2026-11-10T10:00:00', visitor: 'late', path: '/' }])
  expect(await ask()).toMatchObject({ totals: { visits: 6, visitors: 5 } })
})

test('a refusal keeps its status and words between threads', async () => {
  await expect(pool.run('stats', DOMAIN, { metrics: ['visit'] }, {})).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('visits'),
  })
  await expect(pool.run('stats', 'other.example', { metrics }, {})).rejects.toMatchObject({
    status: 404,
  })
})

test('a report that takes too long is ended, and the next one runs', async () => {
  const hurried = reportPool({ path: site.path, worker: pathToFileURL(outfile), limit_ms: 1 })
  await expect(hurried.run('stats', DOMAIN, { metrics }, {})).rejects.toMatchObject({ status: 503 })
  await hurried.close()
  await expect(pool.run('stats', DOMAIN, { metrics }, {})).resolves.toBeDefined()
})

test('who leaves ends the report', async () => {
  const leaving = new AbortController()
  const answer = pool.run('stats', DOMAIN, { metrics }, { signal: leaving.signal })
  leaving.abort()
  await expect(answer).rejects.toThrow()
  await expect(pool.run('stats', DOMAIN, { metrics }, {})).resolves.toBeDefined()
})

test('a scope narrows the report to its segment', async () => {
  const { id } = await site.segment({ name: 'Paid', filters: [['is', 'channel', ['Paid Search']]] })
  const answer = await pool.run(
    'stats',
    DOMAIN,
    { period: NOVEMBER, metrics },
    { scope: { segment: id } },
  )
  expect(answer).toMatchObject({ totals: { visits: 1 } })
})

test('who is expected finds a thread that has started', async () => {
  const thread = join(folder, `expected-${process.pid}.mjs`)
  const mark = join(folder, `expected-${process.pid}.mark`)
  const started = `import { appendFileSync } from 'node:fs'
    appendFileSync(${JSON.stringify(mark)}, 'started ')
    export const answer = () => ({ answer: 'here' })
    export const wake = () => {}`
  writeFileSync(thread, started)
  const idle = reportPool({ path: site.path, worker: pathToFileURL(thread), threads: 1 })
  idle.expect()
  await expect.poll(() => existsSync(mark)).toBe(true)
  idle.expect()
  expect(await idle.run('stats', DOMAIN, {}, {})).toBe('here')
  expect(readFileSync(mark, 'utf8')).toBe('started ')
  await idle.close()
  rmSync(thread)
  rmSync(mark)
})

/** A thread that answers who it is; asked to `wait`, it works until it is told that nobody waits for it. */
const WORKER = `
  import { threadId } from 'node:worker_threads'
  export function answer({ name, left }) {
    while (name !== 'ask' && (name === 'stubborn' || Atomics.load(left, 0) === 0));
    return { answer: threadId }
  }
  export function wake() {}`

test.each([
  ['ends by itself, its thread takes the next', 'wait', 30_000],
  ['does not end, its thread is ended', 'stubborn', 50],
])('where a report that is left %s', async (_, name, grace_ms) => {
  const thread = join(folder, `thread-${process.pid}.mjs`)
  writeFileSync(thread, WORKER)
  const worker = pathToFileURL(thread)
  const busy = reportPool({ path: site.path, worker, threads: 1, grace_ms })
  const ask = () => busy.run('ask', DOMAIN, {}, {})
  const first = await ask()
  const leaving = new AbortController()
  const answer = busy.run(name, DOMAIN, {}, { signal: leaving.signal })
  leaving.abort()
  await expect(answer).rejects.toThrow()
  expect((await ask()) === first).toBe(name === 'wait')
  await busy.close()
  rmSync(thread)
})

/** Answers 100 ms after the grace of who was left is over, or at once. */
const LATE = `
  export function answer({ name, left }) {
    while (name === 'late' && Atomics.load(left, 0) === 0);
    const until = Date.now() + 600
    while (name === 'late' && Date.now() < until);
    return { answer: name }
  }
  export function wake() {}`

test('a report is answered though it was handed to a thread that was being ended', async () => {
  const thread = join(folder, `late-${process.pid}.mjs`)
  writeFileSync(thread, LATE)
  const busy = reportPool({ path: site.path, worker: pathToFileURL(thread), threads: 1 })
  await busy.run('ask', DOMAIN, {}, {})
  const leaving = new AbortController()
  const left = busy.run('late', DOMAIN, {}, { signal: leaving.signal })
  const next = busy.run('ask', DOMAIN, {}, { caller: { key: 'another', guest: false } })
  leaving.abort()
  await expect(left).rejects.toThrow()
  await new Promise((resolve) => setTimeout(resolve, 400))
  await new Promise(setImmediate)
  // The end of the grace and the thread's answer come to light in one turn, as on a busy machine.
  const until = Date.now() + 500
  while (Date.now() < until);
  expect(await next).toBe('ask')
  await busy.close()
  rmSync(thread)
})
