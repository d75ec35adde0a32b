import { OpenAPIHono, z } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { csvOf } from '../../csv.ts'
import { Refusal } from '../../refusal.ts'
import type { RunOptions } from '../../reports/port.ts'
import { reports as registry } from '../../reports/registry.ts'
import { columnsOf, ownTable, tableAsked } from '../../reports/run/columns.ts'
import { isShown } from '../../reports/run/shared-view.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { requireModest } from '../modest.ts'
import { needs } from '../needs.ts'
import { reportCaller } from '../report-caller.ts'
import { body, json, PROBLEMS, SitePath } from '../schemas.ts'
import { streamLive } from './live-stream.ts'
import type { Answer, InSite } from './typed-routes.ts'

/** How a report is to be run for whoever asks. */
export function runOptions(c: AppContext): RunOptions {
  const { caller } = c.var
  const options = { signal: c.req.raw.signal, caller: reportCaller(c) }
  if (caller.kind !== 'guest') return options
  return { ...options, scope: { segment: caller.segment, reports: caller.reports } }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text)
  } catch {
    throw new Refusal(400, 'the request is not JSON')
  }
}

/** The request without `format`, which says how to answer and not what. */
function split(value: unknown): { request: Record<string, unknown>; format: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'the request is a JSON object')
  }
  requireModest(value)
  const { format, ...request } = value as Record<string, unknown>
  return { request, format }
}

/** Whether a file is asked for, by `format` or by `Accept`. */
export function wantsCsv(c: AppContext, format: unknown): boolean {
  if ((c.req.query('format') ?? format) === 'csv') return true
  return /^\s*text\/csv\b/iu.test(c.req.header('accept') ?? '')
}

/** What follows `/api/sites/:site/reports/`: one word, or two with a slash between. */
function nameOf(c: AppContext): string {
  return c.req.path.split('/').slice(5).join('/')
}

/** Runs the report that the path names. */
async function answer(c: AppContext, text: string): Promise<Response> {
  const { request, format } = split(parse(text))
  const name = nameOf(c)
  const report = await c.var.shared.reports.run(name, c.var.site.domain, request, runOptions(c))
  if (!wantsCsv(c, format)) return c.json(report as object, 200)
  const file = `${c.var.site.domain}-${name.replaceAll('/', '-')}.csv`
  const own = ownTable(name, report)
  const told = own ? { rows: own } : report
  return c.body(csvOf(told, columnsOf(name, request), tableAsked(request)), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${file}"`,
  })
}

type Registry = typeof registry

/** The reports as the typed client sees them: from the same schemas that read the request. */
type ReportRoutes = {
  [Name in keyof Registry as `/${Name}`]: {
    $post: Answer<
      InSite & { json: z.input<Registry[Name]['request']> },
      z.output<Registry[Name]['answer']>,
      200
    >
  }
}

/** Reports that have a route of their own elsewhere. */
const ELSEWHERE: ReadonlySet<string> = new Set<keyof Registry>([
  'export',
  'channels/preview',
  'people/timeline',
  'people/export',
  'accounts/names',
  'accounts/timeline',
  'events/deletion',
  'events/deletion/list',
  'spend/read',
  'subscriptions/read',
  'offline-conversions',
])

const Format = z.object({
  format: z
    .enum(['json', 'csv'])
    .optional()
    .openapi({ description: '`Accept: text/csv` does it, too' }),
})
const Asked = Format.extend({
  q: z.string().optional().openapi({ description: 'The body that `POST` takes, as JSON' }),
})

const routes = new OpenAPIHono<AppEnv>()
for (const [name, { summary, request, answer: schema }] of Object.entries(registry)) {
  if (ELSEWHERE.has(name)) continue
  const tags = ['Reports']
  const path = `/${name}`
  const { content } = json(schema, summary)
  const report = { description: 'The report', content: { ...content, 'text/csv': {} } }
  const responses = { 200: report, ...PROBLEMS }
  routes.openAPIRegistry.registerPath({
    method: 'post',
    path,
    tags,
    summary,
    request: { params: SitePath, query: Format, body: body(request) },
    responses,
  })
  routes.openAPIRegistry.registerPath({
    method: 'get',
    path,
    tags,
    summary: `${summary}: the same in one address`,
    request: { params: SitePath, query: Asked },
    responses,
  })
}
routes.openAPIRegistry.registerPath({
  method: 'get',
  path: '/live/stream',
  tags: ['Reports'],
  summary: 'The report `live` as server-sent events, after each commit and every ten seconds',
  request: { params: SitePath },
  responses: {
    200: { description: 'One report a message', content: { 'text/event-stream': {} } },
    ...PROBLEMS,
  },
})
const whoeverMayRead = createMiddleware<AppEnv>(async (c, next) => {
  const scope = isShown(nameOf(c)) ? 'view' : 'read'
  return await needs(scope)(c, next)
})

routes.get('/live/stream', needs('view'), streamLive)
// A parameter beside the fixed path above would send every request, intake's too, to Hono's slower router.
routes.post('/*', whoeverMayRead, async (c) => answer(c, await c.req.text()))
routes.get('/*', whoeverMayRead, (c) => answer(c, c.req.query('q') ?? ''))

/** Every report by its name; the report's own schema reads the request, in the report's thread. */
export const reports = routes as unknown as OpenAPIHono<AppEnv, ReportRoutes>
