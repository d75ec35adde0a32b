import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Refusal } from '../../config/refusal.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { readBody } from '../read-body.ts'
import { json, PROBLEMS, SitePath } from '../schemas.ts'
import { Receipt } from '../wire-schemas.ts'

const MOST_JSON = 65_536
const MOST_NDJSON = 64 * 1_048_576

function isNdjson(type: string): boolean {
  return /^application\/(x-ndjson|ndjson|jsonl|x-jsonlines)\b/iu.test(type)
}

async function read(c: AppContext, ndjson: boolean): Promise<string> {
  const limit = ndjson ? MOST_NDJSON : MOST_JSON
  const bytes = await readBody(c, limit)
  if (bytes === undefined) throw new Refusal(413, `a body has at most ${limit} bytes`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(400, 'the body is not UTF-8')
  }
}

export const events = new OpenAPIHono<AppEnv>().openapi(
  createRoute({
    method: 'post',
    path: '/',
    tags: ['Events'],
    summary: 'Import events at their own times',
    description:
      'The body of the public intake, or NDJSON (application/x-ndjson), one event a line with its own visitor, user, account, ip, userAgent, language and screen.',
    middleware: [needs('ingest')] as const,
    request: { params: SitePath },
    responses: { 202: json(Receipt, 'Stored durably'), ...PROBLEMS },
  }),
  async (c) => {
    const ndjson = isNdjson(c.req.header('content-type') ?? '')
    const body = await read(c, ndjson)
    const { intake, now } = c.var.shared
    const answer = await intake.import({ site: c.var.site.domain, body, ndjson, arrival: now() })
    const headers = new Headers(answer.headers)
    if (answer.status < 400) headers.set('content-type', 'application/json')
    // The intake thread has written the JSON already; reading it back only to type it would be waste.
    return new Response(answer.body, { status: answer.status, headers }) as never
  },
)
