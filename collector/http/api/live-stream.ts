import { streamSSE } from 'hono/streaming'
import type { AppContext } from '../environment.ts'
import type { Watched } from '../live-feeds.ts'
import { stillMay } from '../needs.ts'
import { reportCaller } from '../report-caller.ts'

function watchedBy(c: AppContext): Watched {
  const { caller, site } = c.var
  return caller.kind === 'guest' ? { site, scope: { segment: caller.segment } } : { site }
}

/** The newest of what was said; what a slow reader missed is old. Null when there will be no more. */
class Newest {
  #text: string | null | undefined
  #heard = () => {}

  put(text: string | null): void {
    if (this.#text !== null) this.#text = text
    this.#heard()
  }

  async take(): Promise<string | null> {
    if (this.#text === undefined) {
      await new Promise<void>((resolve) => {
        this.#heard = resolve
      })
    }
    const text = this.#text ?? null
    if (text !== null) this.#text = undefined
    return text
  }
}

/**
 * The report `live` over server-sent events: a message after each commit, and every ten seconds, for as long
 * as the reader may see it. Throws a 429 or 503 when too many are open.
 */
export function streamLive(c: AppContext): Response {
  const { feeds, streams, owners } = c.var.shared
  const close = streams.open(reportCaller(c))
  const newest = new Newest()
  return streamSSE(c, async (stream) => {
    const leave = feeds.join(watchedBy(c), {
      said: (text) => newest.put(text),
      ended: () => newest.put(null),
    })
    stream.onAbort(() => newest.put(null))
    try {
      let text = await newest.take()
      while (text !== null) {
        await stream.writeSSE({ data: text })
        text = await newest.take()
        // A site that has gone to another collector is watched there: the browser asks again.
        if (owners.of(c.var.site.domain) !== 'here' || !(await stillMay(c, 'view'))) break
      }
    } finally {
      leave()
      close()
    }
  })
}
