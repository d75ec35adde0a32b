import { streamSSE } from 'hono/streaming'
import type { AppContext } from '../environment.ts'
import { stillMay } from '../needs.ts'
import type { RunOptions } from '../ports.ts'

/** At most one answer a second, however fast events come; one at least this often, so that counts fall. */
const LEAST_MS = 1_000
const MOST_MS = 10_000

/** Resolves when something was committed for the site, when it is time anyway, or when the reader left. */
function nextCommit(c: AppContext, left: AbortSignal): Promise<void> {
  const site = Number(c.var.site.id)
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      left.removeEventListener('abort', done)
      stop()
      resolve()
    }
    const timer = setTimeout(done, MOST_MS)
    const stop = c.var.shared.intake.onCommit((sites) => {
      if (sites.includes(site)) done()
    })
    left.addEventListener('abort', done)
  })
}

/**
 * The report `live` over server-sent events: a message after each commit, and every ten seconds, for as long
 * as the reader may see it.
 */
export function streamLive(c: AppContext, options: RunOptions): Response {
  const { reports } = c.var.shared
  // The request's own signal would break off the report under way; the stream ends between two.
  const { signal: _, ...lasting } = options
  return streamSSE(c, async (stream) => {
    // The stream remembers each listener for as long as it is open, which may be for days: it gets one.
    const left = new AbortController()
    stream.onAbort(() => left.abort())
    while (!stream.aborted && (await stillMay(c, 'view'))) {
      const committed = nextCommit(c, left.signal)
      const answer = await reports.run('live', c.var.site.domain, {}, lasting)
      await stream.writeSSE({ data: JSON.stringify(answer) })
      await Promise.all([committed, stream.sleep(LEAST_MS)])
    }
  })
}
