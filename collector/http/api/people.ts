import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Refusal } from '../../refusal.ts'
import type { ExportAnswer } from '../../reports/export/export-part.ts'
import { wholeOf } from '../../reports/export.ts'
import { namesOf } from '../../reports/facts/person-id.ts'
import { type PersonAnswer, PersonAnswer as Timeline } from '../../reports/person.ts'
import type { Erased as Counts } from '../../store/changes.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { json, PROBLEMS, SitePath } from '../schemas.ts'
import { sendParts } from '../send-parts.ts'
import { runOptions } from './reports.ts'

const tags = ['People']

const PersonPath = SitePath.extend({
  id: z.string().openapi({
    example: 'user:alice',
    description:
      '`user:<id>`, `visitor:<id>` or, of what servers tell of no user, `account:<id>`; without the kind, the user of that id, else the visitor',
  }),
})

const TimelineQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional(),
})

const Erased = z.object({
  people: z.int(),
  visits: z.int(),
  events: z.int(),
  elsewhere: z.int().optional().openapi({
    description: 'Of the events, those that ClickHouse alone has: gone there once it is told',
  }),
})

/** Reads about one person in a report's thread, where shared links are refused once more. */
function read(c: AppContext, name: string, request: object, patient = false): Promise<unknown> {
  const options = { ...runOptions(c), patient }
  return c.var.shared.reports.run(name, c.var.site.domain, request, options)
}

/** Removes whom the id names. Throws a 404. */
async function erase(c: AppContext, id: string): Promise<Counts> {
  const { site, shared } = c.var
  for (const name of namesOf(id)) {
    const erased = await shared.intake.erase(Number(site.id), name)
    if (erased !== undefined) return erased
  }
  throw new Refusal(404, `${site.domain} knows nobody by "${id}"`)
}

function sendExport(c: AppContext, id: string): Promise<Response> {
  const part = async (after: string | null) =>
    (await read(c, 'people/export', { id, after }, after !== null)) as ExportAnswer
  const file = encodeURIComponent(`${c.var.site.domain}-${id}.json`).replaceAll("'", '%27')
  return sendParts(c, wholeOf(part), {
    'content-type': 'application/json',
    'content-disposition': `attachment; filename*=UTF-8''${file}`,
  })
}

const routes = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      tags,
      summary: 'Everything a person did: visits, newest first, each with its events',
      middleware: [needs('read')] as const,
      request: { params: PersonPath, query: TimelineQuery },
      responses: { 200: json(Timeline, 'The person and a page of visits'), ...PROBLEMS },
    }),
    async (c) => {
      const request = { ...c.req.valid('param'), ...c.req.valid('query') }
      const { site: _, ...asked } = request
      return c.json((await read(c, 'people/timeline', asked)) as PersonAnswer, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{id}',
      tags,
      summary: 'Erase a person with all visits and events',
      middleware: [needs('write')] as const,
      request: { params: PersonPath },
      responses: { 200: json(Erased, 'What was removed'), ...PROBLEMS },
    }),
    async (c) => {
      const erased = await erase(c, c.req.valid('param').id)
      // Not whom: that is what was to be forgotten.
      await noteChange(c, { what: 'removed', thing: 'person', before: erased })
      return c.json(erased, 200)
    },
  )

routes.openAPIRegistry.registerPath({
  method: 'get',
  path: '/{id}/export',
  tags,
  summary: 'Everything that is stored about a person, as a file',
  request: { params: PersonPath },
  responses: {
    200: { description: 'Person, visits and events', content: { 'application/json': {} } },
    ...PROBLEMS,
  },
})
routes.get('/:id/export', needs('read'), (c) => sendExport(c, c.req.param('id')))

export const people = routes
