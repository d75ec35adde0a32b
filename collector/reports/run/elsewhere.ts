import { freshUntil } from '../../forward/outbox.ts'
import { Refusal } from '../../refusal.ts'
import { connect, type Where } from '../../store/clickhouse/connect.ts'
import { eventReader } from '../../store/clickhouse/reader.ts'
import type { Connection } from '../../store/sqlite/open.ts'
import type { ReportRoom } from './run.ts'

export interface Elsewhere extends Where {
  /** No query runs longer. */
  limit_ms: number
}

interface Asking {
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

/**
 * Reports from ClickHouse, once it has been told all that the file holds; until then, and where nothing goes there, undefined: the
 * file answers. No answer is made of both.
 */
export function elsewhere(
  db: Connection,
  { limit_ms, ...where }: Elsewhere,
): (asking: Asking) => Room | undefined {
  const client = connect(where, limit_ms + 1_000)
  return ({ now, signal, look }) => {
    const fresh = freshUntil(db, now)
    if (fresh === undefined) return undefined
    return {
      async run(report) {
        const looking = setInterval(look, LOOK_MS)
        try {
          const reader = eventReader(client, { signal, limit_ms })
          return await report({ reader, freshUntil: fresh })
        } catch (error) {
          throw signal.aborted ? error : unreachable(error)
        } finally {
          clearInterval(looking)
        }
      },
    }
  }
}

/** What Node says of a connection that was not made, or was cut. */
const CUT = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'])

function unreachable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!CUT.has(code)) return error
  return new Refusal(
    503,
    'ClickHouse, which holds the events, does not answer; ask again in a while',
  )
}
