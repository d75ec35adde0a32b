import { OpenAPIHono } from '@hono/zod-openapi'
import { Refusal } from '../../config/refusal.ts'
import { csvOf } from '../csv.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import type { RunOptions } from '../ports.ts'
import { streamLive } from './live-stream.ts'

/** What the caller's token may see of the site. */
export function scopeOf(c: AppContext): NonNullable<RunOptions['scope']> {
  const { caller } = c.var
  const segment = caller.kind === 'token' ? caller.segment : null
  return segment === null ? {} : { segment }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text)
  } catch {
    throw new Refusal(400, 'the request is not JSON')
  }
}

/** The request without `format`, which says how to answer and not what. */
function split(request: unknown): { body: unknown; format: unknown } {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw new Refusal(400, 'the request is a JSON object')
  }
  const { format, ...body } = request as Record<string, unknown>
  return { body, format }
}

function wantsCsv(c: AppContext, format: unknown): boolean {
  if ((c.req.query('format') ?? format) === 'csv') return true
  return /^\s*text\/csv\b/iu.test(c.req.header('accept') ?? '')
}

async function answer(c: AppContext, text: string): Promise<Response> {
  const { body, format } = split(parse(text))
  const name = c.req.param('name') ?? ''
  const options = { signal: c.req.raw.signal, scope: scopeOf(c) }
  const report = await c.var.shared.reports.run(name, c.var.site.domain, body, options)
  if (!wantsCsv(c, format)) return c.json(report as object, 200)
  const file = `${c.var.site.domain}-${name.replaceAll('/', '-')}.csv`
  return c.body(csvOf(report), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${file}"`,
  })
}

/** Every report by its name; the report's own schema reads the request, in the report's thread. */
export const reports = new OpenAPIHono<AppEnv>()
reports.get('/live/stream', needs('read'), (c) => streamLive(c, scopeOf(c)))
reports.post('/:name{.+}', needs('read'), async (c) => answer(c, await c.req.text()))
reports.get('/:name{.+}', needs('read'), (c) => answer(c, c.req.query('q') ?? ''))
