import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Audited, AuditQuery, listAudit } from '../../auth/audit.ts'
import { may } from '../../auth/caller.ts'
import type { AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { json, listOf, PROBLEMS, SitePath } from '../schemas.ts'

export const audit = new OpenAPIHono<AppEnv>().openapi(
  createRoute({
    method: 'get',
    path: '/',
    tags: ['History'],
    summary: 'Who changed what at the site and signed in to it, the latest first',
    middleware: [needs('admin')] as const,
    request: { params: SitePath, query: AuditQuery },
    responses: { 200: json(listOf(Audited), 'What happened'), ...PROBLEMS },
  }),
  async (c) => {
    const reach = {
      site: Number(c.var.site.id),
      everywhere: may(c.var.caller, 'admin', undefined),
    }
    return c.json(await listAudit(c.var.shared.settings, reach, c.req.valid('query')), 200)
  },
)
