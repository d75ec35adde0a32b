import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Selectable } from 'kysely'
import { found, Refusal } from '../../refusal.ts'
import type { DeletionRow } from '../../settings/removals.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { counts, noteRemoval, RemovalAnswer, RemovalAsked, removeEvents } from '../remove-events.ts'
import { body, json, PROBLEMS, SitePath } from '../schemas.ts'

const tags = ['Events']

const Deletion = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  until: z.iso.datetime().openapi({ description: 'It can be taken back until then' }),
  state: z.enum(['listing', 'removing', 'removed', 'restoring']),
  ...counts,
  done: z.int().openapi({ description: 'Events that are removed so far' }),
  period: z.unknown(),
  filters: z.array(z.unknown()),
})
type Deletion = z.infer<typeof Deletion>

function deletionOf(row: Selectable<DeletionRow>): Deletion {
  const { id, at, until, state, request, ...sums } = row
  return Deletion.parse({
    id: String(id),
    at: new Date(at).toISOString(),
    until: new Date(until).toISOString(),
    state,
    ...sums,
    ...JSON.parse(request),
  })
}

/** The latest first. Those that are over are forgotten. */
async function deletionsOf(c: AppContext): Promise<Deletion[]> {
  const rows = await c.var.shared.file
    .selectFrom('deletion')
    .selectAll()
    .where('site', '=', Number(c.var.site.id))
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(deletionOf)
}

async function deletionById(c: AppContext, id: string): Promise<Deletion> {
  const all = await deletionsOf(c)
  return found(
    all.find((one) => one.id === id),
    `deletion "${id}"`,
  )
}

async function takeBack(c: AppContext, id: string): Promise<Deletion> {
  const { intake } = c.var.shared
  const one = await deletionById(c, id)
  const back = await intake.deletion.takeBack(Number(c.var.site.id), Number(one.id))
  const { events, visits, people, period } = one
  if (back) await noteRemoval(c, 'restored', { events, visits, people, period })
  if (back || one.state === 'restoring') return { ...one, state: 'restoring' }
  throw new Refusal(410, 'it is too late: these events are gone')
}

const Path = SitePath.extend({ id: z.string() })

/** Deleting events by filter: against spam and tests that went wrong. */
export const deleteEvents = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      tags,
      summary: 'Remove the events of a period that the filters choose',
      description:
        'They go beside all else, and visits become what they are without them. They can be brought back until the end of the next day.',
      middleware: [needs('write')] as const,
      request: { params: SitePath, body: body(RemovalAsked) },
      responses: { 200: json(RemovalAnswer, 'What is removed, or would be'), ...PROBLEMS },
    }),
    async (c) => c.json(await removeEvents(c, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'What was removed and can still be brought back, and what is being removed',
      middleware: [needs('read')] as const,
      request: { params: SitePath },
      responses: {
        200: json(z.object({ items: z.array(Deletion), next: z.null() }), 'The latest first'),
        ...PROBLEMS,
      },
    }),
    async (c) => c.json({ items: await deletionsOf(c), next: null }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      tags,
      summary: 'How far a removal is',
      middleware: [needs('read')] as const,
      request: { params: Path },
      responses: { 200: json(Deletion, 'As it stands'), ...PROBLEMS },
    }),
    async (c) => c.json(await deletionById(c, c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{id}',
      tags,
      summary: 'Bring back what was removed',
      middleware: [needs('write')] as const,
      request: { params: Path },
      responses: { 200: json(Deletion, 'Its events come back'), ...PROBLEMS },
    }),
    async (c) => c.json(await takeBack(c, c.req.valid('param').id), 200),
  )
