import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { listSubjects, Subject, unlinkSubject } from '../../auth/provider/subjects.ts'
import { endOtherSessions } from '../../auth/sessions.ts'
import type { AppEnv } from '../environment.ts'
import { noteAccount } from '../history.ts'
import { signedIn } from '../needs.ts'
import { json, ListQuery, listOf, PROBLEMS, page } from '../schemas.ts'
import { personOf } from './session.ts'

const tags = ['Session']

/** Where else one signs in. */
export const accountProviders = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'Where else you sign in',
      middleware: [signedIn] as const,
      request: { query: ListQuery },
      responses: { 200: json(listOf(Subject), 'Your accounts at providers'), ...PROBLEMS },
    }),
    async (c) => {
      const all = await listSubjects(c.var.shared.settings, personOf(c).user.id)
      return c.json(page(all, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{id}',
      tags,
      summary: 'Sign in there no longer; your other sessions end',
      middleware: [signedIn] as const,
      request: { params: z.object({ id: z.string() }) },
      responses: { 204: { description: 'Unlinked' }, ...PROBLEMS },
    }),
    async (c) => {
      const { settings } = c.var.shared
      const { user, session } = personOf(c)
      await unlinkSubject(settings, user.id, c.req.valid('param').id)
      await endOtherSessions(settings, user.id, session)
      await noteAccount(c, { what: 'provider_unlinked', user: user.id, own: true })
      return c.body(null, 204)
    },
  )
