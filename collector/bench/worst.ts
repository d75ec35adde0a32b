import { join } from 'node:path'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { command, startServer } from './processes.ts'

/**
 * What one address can do to all others at default limits: as many requests as its burst allows, of what costs most to
 * put where it belongs. Meanwhile somebody else sends an event now and then.
 */

const SITE = 'worst.test'
/** The default rate limit's burst; two of it are for late events. */
const REQUESTS = 198
const EVENTS = 100
const LATE = 40
const SECOND = 1_000
/** All as it is by default, but for a proxy that names the client. */
const DEFAULTS = ['--trust-proxy', '127.0.0.1', '--log-level', 'error']
/** Between two events of the other visitor. */
const NOW_AND_THEN_MS = 20
/** The other goes on for so long after the last event of the attack. */
const AFTERWARDS_MS = 3_000

interface Attack {
  /** What the others wait beside. */
  name: string
  /** Before the others begin. */
  prepare?(port: number, begin: number): Promise<void>
  run(port: number, begin: number): Promise<void>
}

const ATTACKS: readonly Attack[] = [
  {
    // Pageviews a second apart, then late ones between them, so that every visit of the run is to be cut again.
    name: 'late events of a run of 19,800',
    prepare: (port, begin) => eachRequest((from) => send(port, 'run', apart(from, begin))),
    async run(port, begin) {
      const gap = (REQUESTS * EVENTS * SECOND) / LATE
      for (const shift of [300, 600]) {
        const late = pageviews(
          LATE,
          (i) => begin + i * gap + shift,
          (i) => `?utm_campaign=c-${shift + i}`,
        )
        await send(port, 'run', late)
      }
    },
  },
  {
    name: '19,800 events of one instant, each of another campaign',
    run: (port, begin) =>
      eachRequest((from) => {
        const campaign = (i: number) => `?utm_campaign=c-${from * EVENTS + i}`
        return send(
          port,
          'run',
          pageviews(EVENTS, () => begin, campaign),
        )
      }),
  },
  {
    name: '19,800 reports on pages that nobody saw',
    run: (port, begin) => eachRequest((from) => send(port, 'run', reports(from, begin))),
  },
]

export async function worstFigures(setting: Setting): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const attack of ATTACKS) figures.push(await waitBeside(attack, setting))
  return figures
}

async function waitBeside(attack: Attack, { extent, folder, say }: Setting): Promise<Figure> {
  const waits = await repeated(extent.runs, async (run) => {
    say(`worst case: ${attack.name}, run ${run + 1} of ${extent.runs}`)
    const data = join(folder, `worst-${ATTACKS.indexOf(attack)}-${run}`)
    command(['site', 'add', SITE, '--data', data])
    const server = await startServer(data, DEFAULTS)
    try {
      return await longestWait(attack, server.port)
    } finally {
      await server.stop()
    }
  })
  return figure(`longest wait of others beside ${attack.name}`, waits, {
    unit: 'ms',
    reach: { most: 250 },
  })
}

async function longestWait(attack: Attack, port: number): Promise<number> {
  const begin = Date.now() - 6 * 86_400_000
  await attack.prepare?.(port, begin)
  const stop = { asked: false }
  const other = others(port, stop)
  await pause(10 * NOW_AND_THEN_MS)
  await attack.run(port, begin)
  await pause(AFTERWARDS_MS)
  stop.asked = true
  return await other
}

async function eachRequest(one: (from: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < REQUESTS; from++) await one(from)
}

function apart(from: number, begin: number): object[] {
  return pageviews(EVENTS, (i) => begin + (from * EVENTS + i) * SECOND)
}

function reports(from: number, begin: number): object[] {
  return Array.from({ length: EVENTS }, (_, i) => {
    const number = from * EVENTS + i
    const of = `nobody-saw-${number}`
    return {
      id: `worst-report-${number}`,
      name: 'engagement',
      at: begin + number * SECOND,
      of,
      engaged: SECOND,
    }
  })
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
