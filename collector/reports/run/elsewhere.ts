import { setTimeout as sleep } from 'node:timers/promises'
import { isOnTheWay } from '../../forward/on-the-way.ts'
import { freshUntil } from '../../forward/outbox.ts'
import { Refusal } from '../../refusal.ts'
import type { ClickHouse } from '../../store/clickhouse/client.ts'
import { connect, type Where } from '../../store/clickhouse/connect.ts'
import { execForm } from '../../store/clickhouse/exec-form.ts'
import { eventReader } from '../../store/clickhouse/reader.ts'
import { hasLeft } from '../../store/sqlite/held.ts'
import type { Connection } from '../../store/sqlite/open.ts'
import type { ReportRoom } from './run.ts'

export interface Elsewhere extends Where {
  /** No query runs longer. */
  limit_ms: number
}

interface Asking {
  /** Domain of the site. */
  site: string
  /** Epoch ms. */
  now: number
  signal: AbortSignal
  /** Aborts the signal once nobody waits any more. */
  look(): void
}

interface Room {
  /** Reads from there; while it waits, it looks whether anybody else does. */
  run<T>(report: (room: Pick<ReportRoom, 'reader' | 'freshUntil'>) => Promise<T>): Promise<T>
}

const LOOK_MS = 50
const MOST_BEHIND_MS = 10_000

/**
 * Reports from ClickHouse, once it has been told all that the file holds; until then, where nothing goes there, and where the file
 * is the one to ask, undefined: the file answers. No answer is made of both.
 */
export function elsewhere(
  db: Connection,
  { limit_ms, ...where }: Elsewhere,
): (asking: Asking, source?: 'file' | 'now') => Promise<Room | undefined> {
  const client = connect(where, limit_ms + 1_000)
  const asked: ClickHouse = {
    query: (one) => client.query(one),
    exec: execForm(where, limit_ms + 1_000),
    close: () => client.close(),
  }
  /** It would find out by itself, once it has something to say. */
  const cancel = (query_id: string) => {
    client
      .command({ query: 'kill query where query_id = {id:String}', query_params: { id: query_id } })
      // A user who may not kill leaves it to the limit of time.
      .catch(() => undefined)
  }
  /** Once it knows of all that was stored by then. Throws a 503 where that takes too long. */
  const caughtUp = async ({ now, signal, look }: Asking) => {
    for (let waited = 0; waited < MOST_BEHIND_MS; waited += LOOK_MS) {
      const fresh = freshUntil(db, now)
      if (fresh === undefined || fresh >= now) return
      look()
      await sleep(LOOK_MS, undefined, { signal })
    }
    throw new Refusal(503, 'ClickHouse, which holds the events, is behind; ask again in a while')
  }
  return async (asking, source) => {
    const { site, now, signal, look } = asking
    if (isOnTheWay(db, site)) return undefined
    if (source === 'file' || (source === 'now' && !hasLeft(db))) return undefined
    if (source === 'now') await caughtUp(asking)
    const fresh = freshUntil(db, now)
    if (fresh === undefined) return undefined
    return {
      async run(report) {
        const looking = setInterval(look, LOOK_MS)
        try {
          const reader = eventReader(asked, { signal, limit_ms, cancel })
          return await report({ reader, freshUntil: fresh })
        } catch (error) {
          throw signal.aborted ? signal.reason : inWords(error)
        } finally {
          clearInterval(looking)
        }
      },
    }
  }
}

/** What Node says of a connection that was not made, or was cut. */
const CUT = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'])

/** Its own codes for what a question asked too much of. */
const TOO_MUCH: Record<string, string> = {
  '159': 'ClickHouse took too long over it',
  '241': 'ClickHouse has too little memory for it',
}

/** What whoever asked can do about it; another error stays what it is. */
function inWords(error: unknown): unknown {
  const code = codeOf(error)
  const tooMuch = TOO_MUCH[code]
  if (tooMuch) return new Refusal(503, `${tooMuch}; ask for a shorter period`)
  if (!CUT.has(code)) return error
  return new Refusal(
    503,
    'ClickHouse, which holds the events, does not answer; ask again in a while',
  )
}

/** `fetch` has what happened to the connection as its cause. */
function codeOf(error: unknown): string {
  const told = error instanceof TypeError && error.cause instanceof Error ? error.cause : error
  return told instanceof Error && 'code' in told ? String(told.code) : ''
}
