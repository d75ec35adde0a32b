import { OpenAPIHono } from '@hono/zod-openapi'
import { Refusal } from '../../config/refusal.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { readBody } from '../read-body.ts'
import { json, PROBLEMS, SitePath } from '../schemas.ts'
import { IntakeBody, IntakeLine, Receipt } from '../wire-schemas.ts'

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

async function take(c: AppContext): Promise<Response> {
  const ndjson = isNdjson(c.req.header('content-type') ?? '')
  const body = await read(c, ndjson)
  const { intake, now } = c.var.shared
  const answer = await intake.import({ site: c.var.site.domain, body, ndjson, arrival: now() })
  const headers = new Headers(answer.headers)
  if (answer.status < 400) headers.set('content-type', 'application/json')
  return new Response(answer.body, { status: answer.status, headers })
}

export const events = new OpenAPIHono<AppEnv>()
// Registered and not routed by its schemas: the intake thread reads the body, and writes the answer's JSON.
events.openAPIRegistry.registerPath({
  method: 'post',
  path: '/',
  tags: ['Events'],
  summary: 'Import events at their own times',
  description:
    'The body of the public intake, or NDJSON, one event a line with its own visitor, user, account, ip, userAgent, language and screen.',
  request: {
    params: SitePath,
    body: {
      required: true,
      content: {
        'application/json': { schema: IntakeBody },
        'application/x-ndjson': { schema: IntakeLine },
      },
    },
  },
  responses: { 202: json(Receipt, 'Stored durably'), ...PROBLEMS },
})
events.post('/', needs('ingest'), take)
