import { join } from 'node:path'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { command, startServer } from './processes.ts'

/**
 * What one address can do to all others at default limits: a run of pageviews a second apart, as many as its burst
 * allows, then late ones between them, each of another campaign, so that every visit of the run is to be cut again.
 * Meanwhile somebody else sends an event now and then.
 */

const SITE = 'worst.test'
/** The default rate limit's burst; two of it are the late ones. */
const REQUESTS = 198
const EVENTS = 100
const LATE = 40
const SECOND = 1_000
/** All as it is by default, but for a proxy that names the client. */
const DEFAULTS = ['--trust-proxy', '127.0.0.1', '--log-level', 'error']
/** Between two events of the other visitor. */
const NOW_AND_THEN_MS = 20
/** The other goes on for so long after the last late event. */
const AFTERWARDS_MS = 3_000

export async function worstFigures({ extent, folder, say }: Setting): Promise<Figure[]> {
  const waits = await repeated(extent.runs, async (run) => {
    say(`worst case: run ${run + 1} of ${extent.runs}`)
    const data = join(folder, `worst-${run}`)
    command(['site', 'add', SITE, '--data', data])
    const server = await startServer(data, DEFAULTS)
    try {
      return await longestWait(server.port)
    } finally {
      await server.stop()
    }
  })
  return [
    figure('longest wait of others beside late events of a run of 19,800', waits, {
      unit: 'ms',
      reach: { most: 250 },
    }),
  ]
}

async function longestWait(port: number): Promise<number> {
  const begin = Date.now() - 6 * 86_400_000
  for (let from = 0; from < REQUESTS; from++)
    await send(
      port,
      'run',
      pageviews(EVENTS, (i) => begin + (from * EVENTS + i) * SECOND),
    )
  const stop = { asked: false }
  const other = others(port, stop)
  await pause(10 * NOW_AND_THEN_MS)
  const apart = (REQUESTS * EVENTS * SECOND) / LATE
  for (const shift of [300, 600]) {
    const late = pageviews(
      LATE,
      (i) => begin + i * apart + shift,
      (i) => `?utm_campaign=c-${shift + i}`,
    )
    await send(port, 'run', late)
  }
  await pause(AFTERWARDS_MS)
  stop.asked = true
  return await other
}

/** Sends an event now and then until told to stop; answers the longest wait for an answer in ms. */
async function others(port: number, stop: { asked: boolean }): Promise<number> {
  let longest = 0
  while (!stop.asked) {
    const began = performance.now()
    await send(
      port,
      'other',
      pageviews(1, () => Date.now()),
    )
    longest = Math.max(longest, performance.now() - began)
    await pause(NOW_AND_THEN_MS)
  }
  return longest
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

let serial = 0

function pageviews(
  count: number,
  at: (index: number) => number,
  query = (_: number) => '',
): object[] {
  return Array.from({ length: count }, (_, i) => {
    serial += 1
    const url = `https://${SITE}/page-${i % 50}${query(i)}`
    return { id: `worst-event-${serial}`, name: 'pageview', at: at(i), url }
  })
}

/** From an address of its own: the limit of one must not stop the other. */
async function send(port: number, visitor: string, events: object[]): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/t/${SITE}`, {
    method: 'POST',
    headers: {
      'content-type': 'text/plain',
      'user-agent': 'Mozilla/5.0 (X11; Linux x64) Chrome/140',
      'x-forwarded-for': visitor === 'run' ? '203.0.113.7' : '203.0.113.8',
    },
    body: JSON.stringify({ visitor, events }),
  })
  await answer.arrayBuffer()
  if (answer.status !== 202) throw new Error(`answered ${answer.status}`)
}
