import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { type Helper, residentBytes, startHelper, startServer } from './processes.ts'
import { type Ask, asker, QUESTIONS, readToken } from './queries.ts'

const RATE = 2_000
const CONNECTIONS = 64
const HEAVY = 3
const MEGABYTE = 2 ** 20

/** How much three heavy reports at a time slow the intake down at 2,000 requests a second. */
export async function mixedFigures({ extent, say }: Setting, data: string): Promise<Figure[]> {
  const token = readToken(data)
  const server = await startServer(data)
  const load = startHelper()
  try {
    const quiet = (run: number) => offered(load, server.port, { run, extent })
    await quiet(50)
    const pairs = await repeated(extent.runs, async (run) => {
      say(`intake beside reports: run ${run + 1} of ${extent.runs}`)
      const alone = await quiet(2 * run)
      const reports = heavy(asker(server.port, token))
      const beside = await quiet(2 * run + 1)
      await reports.stop()
      return { alone, beside }
    })
    return figuresOf(pairs)
  } finally {
    load.end()
    await server.stop()
  }
}

function figuresOf(pairs: readonly { alone: number; beside: number }[]): Figure[] {
  const alone = pairs.map((pair) => pair.alone)
  const beside = pairs.map((pair) => pair.beside)
  return [
    figure('intake p99 at 2,000 requests/s', alone, { unit: 'ms' }),
    figure('the same beside three heavy reports', beside, { unit: 'ms' }),
    figure(
      'how much slower',
      pairs.map((pair) => pair.beside / pair.alone),
      {
        unit: 'ratio',
        reach: { most: 2 },
      },
    ),
  ]
}

/** p99 in ms of a steady offer, counted from when each request was due. */
async function offered(
  load: Helper,
  port: number,
  { run, extent }: { run: number; extent: Setting['extent'] },
): Promise<number> {
  const requests = RATE * extent.mixedSeconds
  const host = `127.0.0.1:${port}`
  const made = { host, site: SITE, seed: 5000 + run, requests, batch: 1, now: Date.now() }
  await load.ask({ kind: 'prepare', requests: made }, 'prepared')
  const order = { kind: 'load', port, connections: CONNECTIONS, rate: RATE } as const
  const { p99, refused } = await load.ask(order, 'loaded')
  if (refused > 0) throw new Error(`${refused} requests were refused`)
  return p99
}

/** Keeps three reports under way until told to stop. */
function heavy(ask: Ask): { stop(): Promise<void> } {
  let going = true
  const requests = QUESTIONS.slice(-HEAVY).map(({ request }) => request)
  const loops = requests.map(async (request) => {
    while (going) await ask(request)
  })
  const stop = async () => {
    going = false
    await Promise.all(loops)
  }
  return { stop }
}

/** A report thread is started with the server and let go after 30 s; then it idles. */
const UNTIL_IDLE_MS = 35_000

/** Resident memory of a server that has nothing to do. */
export async function memoryFigures({ extent, say }: Setting, data: string): Promise<Figure[]> {
  say('idle memory')
  const values = await repeated(extent.runs, async () => {
    const server = await startServer(data)
    await new Promise((resolve) => setTimeout(resolve, UNTIL_IDLE_MS))
    const bytes = residentBytes(server.pid, 'VmRSS')
    await server.stop()
    return bytes / MEGABYTE
  })
  return [figure('idle memory', values, { unit: 'MB', reach: { most: 120 } })]
}
