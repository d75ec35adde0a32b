import type { Given, MethodOf, Route, Sent } from './routes.ts'

/** RFC 9457, as the API answers it. `status` 0: the collector could not be reached. */
export interface ProblemDetails {
  status: number
  title: string
  detail?: string
  errors?: { path: string; message: string }[]
  /** Seconds until it may be asked again, where the header of that name says so. */
  retryAfter?: number
}

export class Problem extends Error {
  readonly details: ProblemDetails

  constructor(details: ProblemDetails) {
    super(details.detail ?? details.title)
    this.name = 'Problem'
    this.details = details
  }

  get status(): number {
    return this.details.status
  }

  /** What was said about one field of the body that was sent. */
  about(path: string): string | undefined {
    return this.details.errors?.find((error) => error.path === path)?.message
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

let sessionEnded = (): void => undefined

/** Is told when an answer says that nobody is signed in any more. */
export function whenSessionEnds(listener: () => void): void {
  sessionEnded = listener
}

let reached = (_: boolean): void => undefined

/** Is told after every request whether the collector could be reached. */
export function whenReached(listener: (reached: boolean) => void): void {
  reached = listener
}

/** Of whoever came by a shared link: no token while it is closed. Undefined for members. */
let guest: { token: string | undefined } | undefined

/** From now on requests are made with this token alone: a guest is never taken for whoever is signed in here. */
export function askAsGuest(token?: string): void {
  guest = { token }
}

function identity(): { headers?: Record<string, string>; credentials?: 'omit' } {
  if (!guest) return {}
  const headers = guest.token === undefined ? {} : { authorization: `Bearer ${guest.token}` }
  return { headers, credentials: 'omit' }
}

/** Where one proves who one is: a refusal there ends nothing. */
const DOORS: readonly string[] = [
  '/api/session',
  '/api/session/link',
  '/api/session/link/look',
  '/api/share',
]

interface Sending {
  body?: object | undefined
  signal?: AbortSignal | undefined
}

/**
 * Asks at a path; rejects with a Problem, or with the AbortError of `signal`. What goes there and comes back is not
 * checked here: `ask` and the models that share a path's shape say it in their types.
 */
export async function send<Answer>(
  method: Method,
  path: string,
  { body, signal }: Sending = {},
): Promise<Answer> {
  const response = await reach(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(signal ? { signal } : {}),
  })
  return await answerOf<Answer>(response, { path, signal })
}

/** What a response says; rejects with a Problem where it is a refusal. */
export async function answerOf<Answer>(
  response: Response,
  { path, signal }: { path: string; signal?: AbortSignal | undefined },
): Promise<Answer> {
  if (response.status === 401 && !DOORS.includes(path)) sessionEnded()
  if (!response.ok) throw new Problem(await readProblem(response))
  return response.status === 204 ? (undefined as Answer) : await readAnswer(response, signal)
}

/** A proxy may answer with a page of its own, and a connection may break in the middle of an answer. */
async function readAnswer<Answer>(
  response: Response,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  try {
    return await response.json()
  } catch (failure) {
    if (signal?.aborted) throw failure
    if (failure instanceof SyntaxError) throw new Problem({ status: 502, title: 'unreadable' })
    reached(false)
    throw new Problem({ status: 0, title: 'offline' })
  }
}

type Args<R extends Route, M extends string> =
  Record<never, never> extends Sent<R, M> ? [sent?: Sent<R, M>] : [sent: Sent<R, M>]

/** Asks one of the API's routes with what it takes: `ask('PUT', '/api/sites/:site', { param: { site }, body })`. */
export function ask<R extends Route, M extends MethodOf<R>>(
  method: M,
  route: R,
  ...sent: Args<R, M>
): Promise<Given<R, M>>
export function ask(method: Method, route: string, sent: AnySent = {}): Promise<unknown> {
  return send(method, pathTo(route, sent), sent)
}

interface AnySent extends Sending {
  param?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | number>>
}

/** A route's path with its names filled in, each made safe for it. */
function pathTo(route: string, { param = {}, query }: AnySent): string {
  const path = route.replaceAll(/:(\w+)/gu, (_, name: string) =>
    encodeURIComponent(param[name] ?? ''),
  )
  const asked = Object.entries(query ?? {}).map(([name, value]) => [name, String(value)])
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked)}`
}

/** Tells whether the collector could be reached, for whoever asks it by other means. */
export function noteReached(isReached: boolean): void {
  reached(isReached)
}

/** The answer, whatever it says; rejects with a Problem when there is none. */
export async function reach(path: string, init: RequestInit): Promise<Response> {
  const { headers, ...rest } = identity()
  try {
    const response = await fetch(path, {
      ...init,
      ...rest,
      headers: { ...(init.headers as Record<string, string>), ...headers },
    })
    reached(true)
    return response
  } catch (failure) {
    if (init.signal?.aborted) throw failure
    reached(false)
    throw new Problem({ status: 0, title: 'offline' })
  }
}

async function readProblem(response: Response): Promise<ProblemDetails> {
  const known = { status: response.status, title: response.statusText, ...whenAgain(response) }
  // RFC 9457 is ours; of whatever else a proxy says only the status means something.
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return known
  const said: Partial<ProblemDetails> = await response.json().catch(() => ({}))
  return { ...known, ...said }
}

/** A date, which proxies may send in place of seconds, tells nothing where clocks differ. */
function whenAgain({ headers }: Response): Pick<ProblemDetails, 'retryAfter'> {
  const seconds = headers.get('retry-after') ?? ''
  return /^\d+$/u.test(seconds) ? { retryAfter: Number(seconds) } : {}
}

/** `/api/sites/<site>/<rest>` with the domain made safe for a path. */
export function sitePath(site: string, rest = ''): string {
  return `/api/sites/${encodeURIComponent(site)}${rest && `/${rest}`}`
}
