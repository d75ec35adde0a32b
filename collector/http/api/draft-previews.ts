import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Change } from '../../settings/experiments/changes.ts'
import { MOST_CHANGES } from '../../settings/experiments/definition.ts'
import { requireOwnRedirects } from '../../settings/experiments/redirects.ts'
import type { AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { body, json, PROBLEMS, SitePath } from '../schemas.ts'

const Given = z.object({
  /** Of an earlier answer: the tab that shows it follows. */
  token: z.string().max(64).optional(),
  changes: z.array(Change).max(MOST_CHANGES),
})
const Kept = z.object({ token: z.string(), until: z.iso.datetime() })

/** `POST /api/sites/:site/draft-previews`: what a variant is to do, for a page with `?tributary=edit:<token>` to show. */
export const draftPreviews = new OpenAPIHono<AppEnv>().openapi(
  createRoute({
    method: 'post',
    path: '/',
    tags: ['Experiments'],
    summary: 'Show a variant that is not stored yet',
    middleware: [needs('write')] as const,
    request: { params: SitePath, body: body(Given) },
    responses: { 200: json(Kept, 'By what a page of the site asks for it'), ...PROBLEMS },
  }),
  (c) => {
    const { previews, now } = c.var.shared
    const { changes } = c.req.valid('json')
    requireOwnRedirects({ variants: [{ changes }] }, c.var.site)
    const { token, until } = previews.keep({ site: c.var.site.id, ...c.req.valid('json') }, now())
    return c.json({ token, until: new Date(until).toISOString() }, 200)
  },
)
