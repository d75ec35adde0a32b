import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { LiveAnswer } from '../../reports/live.ts'
import type { AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { json, PROBLEMS, SitePath } from '../schemas.ts'
import { runOptions } from './reports.ts'

const ScriptCheck = z.object({
  /** Since the server's start. Browsers and caches keep the script for minutes before they ask again. */
  fetched_at: z.iso.datetime().nullable(),
  /** Of the last thirty minutes. */
  last_event_at: z.iso.datetime().nullable(),
})
export type ScriptCheck = z.infer<typeof ScriptCheck>

export const scriptCheck = new OpenAPIHono<AppEnv>().openapi(
  createRoute({
    method: 'get',
    path: '/',
    tags: ['Sites'],
    summary: 'Whether the script is asked for, and whether events come',
    middleware: [needs('read')] as const,
    request: { params: SitePath },
    responses: { 200: json(ScriptCheck, 'The last of both'), ...PROBLEMS },
  }),
  async (c) => {
    const { reports, scriptFetches } = c.var.shared
    const { domain } = c.var.site
    const options = runOptions(c)
    const { events } = (await reports.run('live', domain, {}, options)) as LiveAnswer
    const fetched = scriptFetches.get(domain)
    const fetched_at = fetched === undefined ? null : new Date(fetched).toISOString()
    return c.json({ fetched_at, last_event_at: events[0]?.at ?? null }, 200)
  },
)
