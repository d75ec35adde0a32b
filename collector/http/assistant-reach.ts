import type { Hono } from 'hono'
import type { Asking, Reach, ReachedSite } from '../assistants/reach.ts'
import { MINUTE, SECOND } from '../durations.ts'
import { type FieldError, Refusal } from '../refusal.ts'
import type { Known } from './assistants.ts'
import type { AppEnv, Shared } from './environment.ts'
import { PASSED, sign } from './passed.ts'

type Root = Pick<Hono<AppEnv>, 'request'>

interface Sent {
  method: 'GET' | 'POST'
  path: string
  body?: object
  signal: AbortSignal
}

/**
 * An assistant asks by the same requests as any program with its token: who may see what, whose turn it is, and how long a report
 * may take is decided where it is decided for all.
 */
export function reachOf(shared: Shared, root: Root, known: Known): Reach {
  const send = async (domain: string | undefined, { method, path, body, ...sent }: Sent) => {
    const signal = AbortSignal.any([sent.signal, known.left])
    const headers = { authorization: known.authorization, 'content-type': 'application/json' }
    const init = { method, headers, signal, ...(body && { body: JSON.stringify(body) }) }
    const owner = domain === undefined ? 'here' : shared.owners.of(domain)
    if (owner === 'here') return await jsonOf(await root.request(path, init))
    if (owner.address === null)
      throw new Refusal(
        503,
        `nobody knows where collector ${owner.number}, which has this site, is`,
      )
    const passed = signed(shared, known, `${method} ${path}`)
    const limit = AbortSignal.timeout(MINUTE + 2 * shared.config.reportSeconds * SECOND)
    const answered = await fetch(owner.address + path, {
      ...init,
      headers: { ...headers, [PASSED]: passed },
      signal: AbortSignal.any([signal, limit]),
    }).catch((error: unknown) => {
      if (signal.aborted) throw error
      throw new Refusal(503, `collector ${owner.number}, which has this site, cannot be reached`)
    })
    return await jsonOf(answered)
  }
  const post = (what: string, { site, request, signal }: Asking) =>
    send(site, { method: 'POST', path: `${pathOf(site)}/${what}`, body: request, signal })
  const list = async <T>(path: string, signal: AbortSignal, site?: string) => {
    const page = await send(site, { method: 'GET', path: `${path}?limit=1000`, signal })
    return (page as { items: T[] }).items
  }
  return {
    sites: async (signal) => (await list<ReachedSite>('/api/sites', signal)).map(told),
    defined: (kind, site, signal) => list<object>(`${pathOf(site)}/${kind}`, signal, site),
    report: (name, asking) => post(`reports/${name}`, asking),
    ...(known.sql && { sql: (asking: Asking) => post('sql', asking) }),
  }
}

function told({ domain, name, timezone, currency, has_spend, has_accounts }: ReachedSite) {
  return { domain, name, timezone, currency, has_spend, has_accounts }
}

function pathOf(site: string): string {
  return `/api/sites/${encodeURIComponent(site)}`
}

function signed({ owners, now }: Shared, { address, secure }: Known, request: string): string {
  const passed = { from: owners.number, client: address, untrustedProxy: null, secure, hops: 1 }
  return sign(request, passed, owners.secret(), now())
}

interface Problem {
  detail?: string
  title?: string
  errors?: FieldError[]
}

async function jsonOf(response: Response): Promise<unknown> {
  const value: unknown = await response.json().catch(() => ({}))
  if (response.ok) return value
  const { detail, title = 'this failed', errors } = value as Problem
  throw new Refusal(response.status as Refusal['status'], detail ?? title, errors)
}
