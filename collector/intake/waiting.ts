import type { LiveRequest } from './port.ts'

/** What one commit takes: more would make the first of them wait for the last. */
const MOST_REQUESTS = 500
/** … and so many bytes of bodies, some 1,000 events. */
const MOST_BYTES = 128_000

export interface WaitingRequest {
  id: number
  request: LiveRequest
}

/** Of one address, the first to come first. */
interface Row {
  requests: WaitingRequest[]
  /** How many of them are taken. */
  taken: number
}

/**
 * Live requests that wait for a commit. Addresses are served in turn, a request each: who sends hundreds at once waits
 * for its own, and nobody else does.
 */
export class Waiting {
  readonly #rows = new Map<string, Row>()

  get isEmpty(): boolean {
    return this.#rows.size === 0
  }

  add(request: WaitingRequest): void {
    const row = this.#rows.get(request.request.ip)
    if (row) row.requests.push(request)
    else this.#rows.set(request.request.ip, { requests: [request], taken: 0 })
  }

  /** What the next commit takes; of each address in the order it came. */
  take(): WaitingRequest[] {
    const taken: WaitingRequest[] = []
    let bytes = 0
    // A row that is put back comes last, and is met again when all others have had their turn.
    for (const [ip, row] of this.#rows) {
      if (taken.length >= MOST_REQUESTS || bytes >= MOST_BYTES) break
      const next = row.requests[row.taken] as WaitingRequest
      row.taken += 1
      bytes += next.request.body.length
      taken.push(next)
      this.#rows.delete(ip)
      if (row.taken < row.requests.length) this.#rows.set(ip, row)
    }
    return taken
  }
}
