import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { ThingEvent } from '../../auth/audit.ts'
import { found, Refusal } from '../../refusal.ts'
import { Deletable, type DeletionPreview, type ListAnswer } from '../../reports/deletion.ts'
import { localPeriod } from '../../reports/time/period.ts'
import { dayOf } from '../../reports/time/zone.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { body, json, PROBLEMS, SitePath } from '../schemas.ts'
import { runOptions } from './reports.ts'

const tags = ['Events']

/** Of one deletion: what is listed of them lies in the file, and takes as long to bring back. */
const MOST_EVENTS = 2_000_000

const counts = { events: z.int(), visits: z.int(), people: z.int() }

const Asked = Deletable.extend({
  dry_run: z.boolean().default(false).openapi({ description: 'Only say what would be removed' }),
})
type Asked = z.infer<typeof Asked>

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

const Answered = z.object({
  id: z.string().nullable().openapi({ description: 'Null when nothing was or would be removed' }),
  ...counts,
  until: z.iso.datetime(),
})
type Answered = z.infer<typeof Answered>

/** The end of the next day, by the site's own calendar. */
function endOfTomorrow(c: AppContext): number {
  const { site, shared } = c.var
  const today = dayOf(site.timezone, shared.now())
  return localPeriod({ from: today, to: today + 2 }, site).span.to
}

async function preview(c: AppContext, { period, filters }: Asked): Promise<DeletionPreview> {
  const { reports } = c.var.shared
  const request = { period, filters }
  const { domain } = c.var.site
  return (await reports.run('events/deletion', domain, request, runOptions(c))) as DeletionPreview
}

/** What the filters choose now, a part at a time. */
async function* listOf(c: AppContext, request: object): AsyncIterable<ListAnswer['events']> {
  const { reports } = c.var.shared
  let after: string | null = null
  do {
    const asked = { ...request, after }
    const options = { ...runOptions(c), patient: true }
    const name = 'events/deletion/list'
    const part = (await reports.run(name, c.var.site.domain, asked, options)) as ListAnswer
    yield part.events
    after = part.next
  } while (after !== null)
}

/** How much it was and of when; not which, for the filters may name somebody who is erased one day. */
async function note(c: AppContext, what: ThingEvent, before: object): Promise<void> {
  await noteChange(c, { what, thing: 'events', before })
}

async function remove(c: AppContext, asked: Asked): Promise<Answered> {
  const { from, to, ...sums } = await preview(c, asked)
  const until = endOfTomorrow(c)
  const answer = { ...sums, until: new Date(until).toISOString() }
  if (asked.dry_run || sums.events === 0) return { id: null, ...answer }
  if (sums.events > MOST_EVENTS) {
    throw new Refusal(422, `these are more than ${MOST_EVENTS} events; name a shorter period`)
  }
  const { intake, now } = c.var.shared
  const site = Number(c.var.site.id)
  const request = { period: { from, to }, filters: asked.filters }
  const fresh = { site, at: now(), until, request: JSON.stringify(request) }
  const id = await intake.deletion.begin(fresh)
  let events = 0
  for await (const part of listOf(c, request)) {
    await intake.deletion.list(id, part)
    events += part.length
  }
  await intake.deletion.start(id, { ...sums, events })
  await note(c, 'removed', { ...sums, events, period: request.period })
  return { id: String(id), ...answer, events }
}

function deletionOf(row: {
  id: number
  at: number
  until: number
  state: string
  request: string
  events: number
  visits: number
  people: number
  done: number
}): Deletion {
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
  const rows = await c.var.shared.settings
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
  if (back) await note(c, 'restored', { events, visits, people, period })
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
      request: { params: SitePath, body: body(Asked) },
      responses: { 200: json(Answered, 'What is removed, or would be'), ...PROBLEMS },
    }),
    async (c) => c.json(await remove(c, c.req.valid('json')), 200),
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
