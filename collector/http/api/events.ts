import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { IntakeAnswer } from '../../intake/port.ts'
import { Refusal } from '../../refusal.ts'
import { bodyLines } from '../body-lines.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { importLines } from '../import-lines.ts'
import { needs } from '../needs.ts'
import { readBody } from '../read-body.ts'
import { json, PROBLEMS, SitePath } from '../schemas.ts'
import { IntakeBody, IntakeLine, Receipt } from '../wire-schemas.ts'

const MOST_JSON = 65_536
const MOST_NDJSON = 64 * 1_048_576

function isNdjson(type: string): boolean {
  return /^application\/(x-ndjson|ndjson|jsonl|x-jsonlines)\b/iu.test(type)
}

async function readJson(c: AppContext): Promise<string> {
  const bytes = await readBody(c, MOST_JSON)
  if (bytes === undefined) throw new Refusal(413, `a body has at most ${MOST_JSON} bytes`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(400, 'the body is not UTF-8')
  }
}

/** Lines are taken while they come: a body of any length costs no memory, and lets live events in between. */
async function takeLines(c: AppContext): Promise<IntakeAnswer> {
  if (Number(c.req.header('content-length') ?? 0) > MOST_NDJSON)
    throw new Refusal(413, `a body has at most ${MOST_NDJSON} bytes`)
  const { intake, now } = c.var.shared
  const { domain: site } = c.var.site
  const { body } = c.req.raw
  const slices = bodyLines(body ?? nothing(), MOST_NDJSON)
  return await importLines(slices, (text) =>
    intake.import({ site, body: text, ndjson: true, arrival: now() }),
  )
}

async function* nothing(): AsyncIterable<Uint8Array> {}

async function takeBatch(c: AppContext): Promise<IntakeAnswer> {
  const body = await readJson(c)
  const { intake, now } = c.var.shared
  return await intake.import({ site: c.var.site.domain, body, ndjson: false, arrival: now() })
}

async function take(c: AppContext): Promise<Response> {
  const ndjson = isNdjson(c.req.header('content-type') ?? '')
  const answer = await (ndjson ? takeLines(c) : takeBatch(c))
  const headers = new Headers(answer.headers)
  if (answer.status < 400) headers.set('content-type', 'application/json')
  return new Response(answer.body, { status: answer.status, headers })
}

const LongReceipt = Receipt.extend({
  unlisted: z
    .int()
    .optional()
    .openapi({ description: 'Lines that were refused beyond the 10,000 that are listed' }),
})

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
  responses: { 202: json(LongReceipt, 'Stored durably'), ...PROBLEMS },
})
events.post('/', needs('ingest'), take)
