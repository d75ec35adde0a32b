/** An event that the collector did not take, and its word for why. */
export interface Rejected {
  /** Of the lines that were sent. */
  index: number
  reason: string
}

/** How a request went. */
export type Answer =
  | { kind: 'taken'; rejected: readonly Rejected[] }
  /** Worth another try, not before so many ms where the collector said so. */
  | { kind: 'again'; reason: string; after?: number }
  /** More than the collector, or a proxy before it, takes at once. */
  | { kind: 'too_large' }
  /** No second try would do better. */
  | { kind: 'refused'; reason: string }

export interface Address {
  /** Where events go: `https://growth.example.com/api/sites/example.com/events`. */
  url: string
  token: string
  /** ms that one request may take. */
  timeout: number
  fetch: typeof fetch
}

/** Longest that a collector's wish to wait is followed. */
const LONGEST_WAIT = 5 * 60_000
const WORTH_ANOTHER = new Set([408, 425, 429, 500, 502, 503, 504])

/** Sends lines of NDJSON. Never throws. */
export async function post(lines: readonly string[], address: Address): Promise<Answer> {
  try {
    const response = await address.fetch(address.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${address.token}`,
        'content-type': 'application/x-ndjson',
      },
      body: lines.join('\n'),
      signal: AbortSignal.timeout(address.timeout),
      // A token goes to whom it was given for.
      redirect: 'error',
    })
    return answerOf(response.status, await response.text(), response.headers.get('retry-after'))
  } catch (error) {
    return { kind: 'again', reason: reasonOf(error) }
  }
}

function answerOf(status: number, body: string, retryAfter: string | null): Answer {
  if (status === 202) return { kind: 'taken', rejected: listed(body, 'rejected') }
  if (status === 413) return { kind: 'too_large' }
  const reason = `${status} ${detailOf(body)}`.trim()
  if (!WORTH_ANOTHER.has(status)) return { kind: 'refused', reason }
  const seconds = Number(retryAfter ?? Number.NaN)
  return seconds >= 0
    ? { kind: 'again', reason, after: Math.min(seconds * 1_000, LONGEST_WAIT) }
    : { kind: 'again', reason }
}

/** Node says `fetch failed`; the cause says what. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as {
    cause?: { code?: string; message?: string }
    message?: string
  }
  return cause?.code ?? cause?.message ?? message ?? String(error)
}

function parsed(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body))
  } catch {
    return {}
  }
}

function listed(body: string, name: string): readonly Rejected[] {
  const list = parsed(body)[name]
  return Array.isArray(list) ? list : []
}

function detailOf(body: string): string {
  const { detail, title } = parsed(body)
  return String(detail ?? title ?? '').slice(0, 300)
}
