import { createMiddleware } from 'hono/factory'
import { MINUTE, SECOND } from '../durations.ts'
import type { OtherCollector } from '../owners.ts'
import { clientAddresses } from './client-address.ts'
import type { AppContext, AppEnv, Dependencies, Shared } from './environment.ts'
import { isSecure } from './origin.ts'
import { MISDIRECTED, NotPassed, type Passing, passOn } from './pass-on.ts'
import { type Passed, passedOn, requestOf, sign } from './passed.ts'
import { header, peerAddress } from './peer.ts'
import { problem, problemResponse } from './problem.ts'
import { letCome, MOST_SPOOLED } from './spooled-file.ts'

/** The largest body that any other route takes. */
const MOST_BYTES = 64 * 1_048_576

/** What reads a file of a hundred thousand rows says nothing meanwhile. */
const PATIENCE_MS = 5 * MINUTE
export const INTAKE_PATIENCE_MS = 10 * SECOND

type How = Partial<Pick<Passing, 'body' | 'idle_ms' | 'most'>>

/** A file of history is larger. */
const HISTORY = /^\/api\/sites\/[^/]+\/imports$/u

/** How a request for a site finds whoever has it. */
export interface ToOwner {
  /** Who passed it on; undefined where it came by itself. Throws a 403, and a 503 where clocks differ. */
  passed(c: AppContext): Passed | undefined
  /** The owner's answer; undefined where this collector has the site. Throws NotPassed where there is none. */
  answer(c: AppContext, domain: string, how?: How): Promise<Response | undefined>
}

export function toOwner({ config, owners, log, now }: Dependencies): ToOwner {
  const { client, untrusted } = clientAddresses(config.trustProxy)
  const idle_ms = PATIENCE_MS + 2 * config.reportSeconds * SECOND
  const reached = new Map<number, boolean>()

  const passed = (c: AppContext) => passedOn(c, owners, now())

  function told(c: AppContext): Passed {
    const before = passed(c)
    if (before) return { ...before, from: owners.number, hops: before.hops + 1 }
    const [peer, forwardedFor] = [peerAddress(c), header(c, 'x-forwarded-for')]
    return {
      from: owners.number,
      client: client(peer, forwardedFor),
      untrustedProxy: untrusted(peer, forwardedFor) ?? null,
      secure: isSecure(c, config),
      hops: 1,
    }
  }

  /** Says it once, until it has changed. */
  function note({ number, address }: OtherCollector, failure: string | undefined): void {
    const isReached = failure === undefined
    if ((reached.get(number) ?? true) === isReached) return
    reached.set(number, isReached)
    const collector = { collector: number, address }
    if (isReached) log.info(collector, 'requests are passed on to it again')
    else log.warn({ ...collector, reason: failure }, 'requests for its sites are not answered')
  }

  /** What goes along with a request that is passed on. */
  function signed(c: AppContext): string {
    return sign(requestOf(c), told(c), owners.secret(), now())
  }

  async function pass(c: AppContext, to: OtherCollector, how: How): Promise<Response> {
    try {
      const passing = { to, signed: signed(c), most: MOST_BYTES, idle_ms, ...how }
      const answered = await passOn(c, passing)
      note(to, undefined)
      return answered
    } catch (error) {
      if (error instanceof NotPassed) note(to, error.message)
      throw error
    }
  }

  return {
    passed,
    async answer(c, domain, how = {}) {
      const owner = owners.of(domain)
      if (owner === 'here') return undefined
      if (mayPass(passed(c), owner)) return await pass(c, owner, how)
      const detail = `collector ${owners.number} has not got ${domain} either`
      return problemResponse(problem(MISDIRECTED, detail))
    },
  }
}

/** Once; once more where the one before could not know yet that the site has just gone. */
function mayPass(passed: Passed | undefined, { given }: OtherCollector): boolean {
  return !passed || (given === true && passed.hops < 2)
}

function bodyOf(c: AppContext): { how: How; done(): void } {
  if (!HISTORY.test(c.req.path)) return { how: {}, done: () => {} }
  return { how: { most: MOST_SPOOLED }, done: letCome(c) }
}

/** What is asked of a site, by the path's name of it, its owner answers. */
export function byOwner({ owner: { passed, answer }, owners, gate }: Shared) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const site = c.req.param('site')?.toLowerCase() ?? ''
    const leave = owners.areSeveral() && isWriting(c) ? await gate.enter(site) : undefined
    const { how, done } = bodyOf(c)
    try {
      const answered = await answer(c, site, how)
      if (answered) return answered
      c.set('passed', passed(c))
      return await next()
    } finally {
      done()
      leave?.()
    }
  })
}

/** Reports and queries are asked for by `POST`, too. */
function isWriting({ req: { method, path } }: AppContext): boolean {
  return (
    method !== 'GET' && method !== 'HEAD' && !/^\/api\/sites\/[^/]+\/(?:reports\/|sql$)/u.test(path)
  )
}
