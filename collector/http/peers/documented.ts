import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { AppEnv } from '../environment.ts'
import { PROBLEMS } from '../schemas.ts'

/** The peers' routes as the documentation shows them; what reads them is `collector/peers`. */

const Line = z.object({
  type: z.string().openapi({ description: 'event, identify; others are taken and not kept' }),
  payload: z.looseObject({ website: z.string().openapi({ description: 'umami_website_id' }) }),
})

const ROUTES = [
  {
    path: '/api/event',
    summary: 'Plausible’s endpoint, from any origin',
    schema: z.looseObject({
      n: z.union([z.string(), z.int()]).openapi({ description: 'Or name' }),
      u: z.string().openapi({ description: 'Or url' }),
      d: z.string().optional().openapi({ description: 'Or domain; a comma list is for each' }),
    }),
    status: 202,
    says: '`ok`; with `x-plausible-dropped` where it was dropped',
  },
  {
    path: '/api/send',
    summary: 'Umami’s endpoint, from any origin',
    schema: Line,
    status: 200,
    says: '`{cache, sessionId, visitId}`, or `{"beep":"boop"}` to a robot',
  },
  {
    path: '/api/batch',
    summary: 'Umami’s endpoint for several, from any origin',
    schema: z.array(Line),
    status: 200,
    says: '`{size, processed, errors, details, cache}`',
  },
] as const

export function documentPeers({ openAPIRegistry }: OpenAPIHono<AppEnv>): void {
  for (const { path, summary, schema, status, says } of ROUTES)
    openAPIRegistry.registerPath({
      method: 'post',
      path,
      tags: ['Events'],
      summary,
      description: 'A server’s visitors are believed with a token of the scope ingest',
      security: [],
      request: { body: { required: true, content: { 'application/json': { schema } } } },
      responses: { [status]: { description: says }, ...PROBLEMS },
    })
}
