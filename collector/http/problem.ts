import { STATUS_CODES } from 'node:http'
import { HTTPException } from 'hono/http-exception'
import { type FieldError, Refusal } from '../refusal.ts'
import { storageTrouble } from '../storage-trouble.ts'
import type { AppContext, Shared } from './environment.ts'

/** RFC 9457. */
export interface Problem {
  status: number
  title: string
  detail?: string
  errors?: FieldError[]
}

export function problem(status: number, detail?: string, errors?: FieldError[]): Problem {
  return {
    status,
    title: STATUS_CODES[status] ?? 'Error',
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  }
}

/** A request that failed, as the client is told of it. */
export function problemResponse(details: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(details), {
    status: details.status,
    headers: {
      'content-type': 'application/problem+json',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  })
}

function isFieldErrors(value: unknown): value is FieldError[] {
  return Array.isArray(value)
}

/** Errors of the domain carry `status`; those of a worker thread lost their class on the way, not that. */
function carried(error: Error): Problem | undefined {
  if (!('status' in error) || typeof error.status !== 'number') return undefined
  if (error.status < 400 || error.status > 599) return undefined
  const detail =
    'detail' in error && typeof error.detail === 'string' ? error.detail : error.message
  const errors = 'errors' in error && isFieldErrors(error.errors) ? error.errors : undefined
  return problem(error.status, detail, errors)
}

/** The client left before it had sent what it announced: nobody reads the answer, and anybody could fill the log. */
function isGone(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ABORT_ERR')
}

/** 429 says when there will be room; 503 cannot know, and names a moment so that nobody asks at once. */
function whenAgain(error: Error, status: number): Record<string, string> {
  if ('retryAfter' in error) return { 'retry-after': String(error.retryAfter) }
  return status === 503 ? { 'retry-after': '5' } : {}
}

/** The one place where an error becomes an answer, and is logged if it was ours. */
export function answerError(
  error: Error,
  c: AppContext,
  { log, storage }: Pick<Shared, 'log' | 'storage'>,
): Response {
  const known = carried(error)
  if (known !== undefined) return problemResponse(known, whenAgain(error, known.status))
  if (error instanceof HTTPException) return problemResponse(problem(error.status, error.message))
  if (isGone(error) || c.req.raw.signal.aborted) {
    return problemResponse(problem(400, 'the request broke off'))
  }
  if (storage.asked(error)) return ofStorage(error)
  log.error({ err: error, method: c.req.method, route: c.req.routePath }, 'request failed')
  return problemResponse(problem(500, 'an unexpected error; the log says more'))
}

/** A damaged file stays so; anything else the client may try again. */
function ofStorage(error: Error): Response {
  if (storageTrouble(error) === 'damaged')
    return problemResponse(problem(500, 'the database is damaged; the log says more'))
  return problemResponse(problem(503, 'the store cannot take this now'), { 'retry-after': '2' })
}

/** Too many; `seconds` until one more may come. */
export class TooMany extends Refusal {
  readonly retryAfter: number

  constructor(seconds: number) {
    super(429, `too many requests; try again in ${seconds} s`)
    this.retryAfter = seconds
  }
}
