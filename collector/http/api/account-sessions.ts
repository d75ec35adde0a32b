import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { endOtherSessions, endSession, listSessions, SessionEntry } from '../../auth/sessions.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteAccount } from '../history.ts'
import { signedIn } from '../needs.ts'
import { json, ListQuery, listOf, PROBLEMS, page } from '../schemas.ts'
import { personOf } from './session.ts'

const tags = ['Session']
const GONE = { 204: { description: 'Ended' }, ...PROBLEMS }

async function noteEnd(c: AppContext): Promise<void> {
  await noteAccount(c, { what: 'session_ended', user: personOf(c).user.id, own: true })
}

/** Where one is signed in. */
export const accountSessions = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'Where you are signed in, the session seen last first',
      middleware: [signedIn] as const,
      request: { query: ListQuery },
      responses: { 200: json(listOf(SessionEntry), 'Your sessions'), ...PROBLEMS },
    }),
    async (c) => {
      const { settings, now } = c.var.shared
      const { user, session } = personOf(c)
      const all = await listSessions(settings, user.id, session, now())
      return c.json(page(all, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/',
      tags,
      summary: 'End all your sessions but this one',
      middleware: [signedIn] as const,
      responses: GONE,
    }),
    async (c) => {
      const { user, session } = personOf(c)
      await endOtherSessions(c.var.shared.settings, user.id, session)
      await noteEnd(c)
      return c.body(null, 204)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{id}',
      tags,
      summary: 'End one of your sessions',
      middleware: [signedIn] as const,
      request: { params: z.object({ id: z.string() }) },
      responses: GONE,
    }),
    async (c) => {
      await endSession(c.var.shared.settings, personOf(c).user.id, c.req.valid('param').id)
      await noteEnd(c)
      return c.body(null, 204)
    },
  )
