import type { OpenAPIHono } from '@hono/zod-openapi'
import type { LiveRequest } from '../intake/port.ts'
import type { AppContext, AppEnv, Shared } from './environment.ts'
import { answered, type IntakeDoor, PREFLIGHT, refused } from './intake-door.ts'
import { NotPassed } from './pass-on.ts'
import { header } from './peer.ts'
import { json, PROBLEMS, SitePath } from './schemas.ts'
import { INTAKE_PATIENCE_MS } from './to-owner.ts'
import { IntakeBody, Receipt } from './wire-schemas.ts'

/** Whole body of one request (spec: protocol.md). */
const MOST_BYTES = 65_536

const SENT_AS_TEXT = { required: true, content: { 'text/plain': { schema: IntakeBody } } }

/** By it a proxy learns who has a site. */
const COLLECTOR = 'tributary-collector'

type Body = LiveRequest & { body: Uint8Array }

/**
 * `POST /t/:site`, the hot path: no middleware runs before it, and nothing is parsed here.
 * The intake thread answers after its commit.
 */
export function mountPublicIntake(
  root: OpenAPIHono<AppEnv>,
  shared: Shared,
  door: IntakeDoor,
): void {
  const { config, owners, owner, gate, now } = shared
  const path = `${config.trackerPath}/:site` as const

  /** By the site's owner, where there are several; while the site goes from one to another, its requests wait. */
  async function byOwner(c: AppContext, request: Body): Promise<Response> {
    const { site, body } = request
    try {
      const leave = await gate.enter(site)
      const elsewhere = () => owner.answer(c, site, { body, idle_ms: INTAKE_PATIENCE_MS })
      const answer = async () => (await elsewhere()) ?? (await take(request))
      return await answer().finally(leave)
    } catch (error) {
      if (error instanceof NotPassed) return refused(503, error.message, error.retryAfter)
      throw error
    }
  }

  async function take(request: Body): Promise<Response> {
    const answer = await door.take(request)
    return answered(answer, owners.areSeveral() ? { [COLLECTOR]: `${owners.number}` } : {})
  }

  root.post(path, async (c) => {
    const sender = door.sender(c)
    const tooOften = door.tooOften(sender)
    if (tooOften) return tooOften
    const body = await door.read(c, MOST_BYTES)
    if (body instanceof Response) return body
    const site = c.req.param('site')?.toLowerCase() ?? ''
    const userAgent = header(c, 'user-agent') ?? ''
    const request = { site, body, ...sender, userAgent, arrival: now() }
    return owners.areSeveral() ? await byOwner(c, request) : await take(request)
  })

  root.openAPIRegistry.registerPath({
    method: 'post',
    path: `${config.trackerPath}/{site}`,
    tags: ['Events'],
    summary: 'The script’s own door, from any origin',
    description:
      'Sent as text/plain, so that browsers need no preflight. The answer comes after the durable commit.',
    security: [],
    request: { params: SitePath, body: SENT_AS_TEXT },
    responses: { 202: json(Receipt, 'Stored durably'), ...PROBLEMS },
  })

  root.options(path, () => new Response(null, { status: 204, headers: PREFLIGHT }))
}
