import { OpenAPIHono, z } from '@hono/zod-openapi'
import { refusalOf } from '../../refusal-of.ts'
import type { ExportAnswer } from '../../reports/export/export-part.ts'
import { type ExportRequest, exportEvents } from '../../reports/export.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { PROBLEMS, SitePath } from '../schemas.ts'
import { sendParts } from '../send-parts.ts'
import { runOptions } from './reports.ts'

const Query = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  format: z.enum(['ndjson', 'csv']).default('ndjson'),
})
type Query = z.infer<typeof Query>

const TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const

/** The parts of the export, each read in a report's thread when the one before has been sent. */
function parts(c: AppContext, query: Query): AsyncIterable<ExportAnswer> {
  const { reports } = c.var.shared
  const options = runOptions(c)
  // Who waits for the rest of a file is not to be told that others came later.
  const part = async (request: ExportRequest) =>
    (await reports.run('export', c.var.site.domain, request, {
      ...options,
      patient: request.after != null,
    })) as ExportAnswer
  return exportEvents(part, query)
}

async function send(c: AppContext): Promise<Response> {
  const query = Query.safeParse(c.req.query())
  if (!query.success) throw refusalOf(query.error, c.req.query())
  const { format } = query.data
  return await sendParts(c, parts(c, query.data), {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="${c.var.site.domain}.${format}"`,
  })
}

export const rawEvents = new OpenAPIHono<AppEnv>()
rawEvents.openAPIRegistry.registerPath({
  method: 'get',
  path: '/',
  tags: ['Events'],
  summary: 'Raw events, streamed; `import` reads them back to the same reports',
  request: { params: SitePath, query: Query },
  responses: {
    200: {
      description: 'One event a line; the trailer `x-events` of a whole answer is their count',
      content: { 'application/x-ndjson': {} },
    },
    ...PROBLEMS,
  },
})
rawEvents.get('/', needs('read'), send)
