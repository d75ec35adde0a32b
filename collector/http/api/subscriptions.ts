import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { newId } from '../../new-id.ts'
import { Refusal } from '../../refusal.ts'
import { refusalOf } from '../../refusal-of.ts'
import {
  type SubscriptionFileAnswer as Answer,
  type ReadSubscriptions,
  SubscriptionFileAnswer,
  SubscriptionManner,
} from '../../reports/subscription-file.ts'
import { removalsOver } from '../../settings/removals.ts'
import {
  addSubscriptionImport,
  countSubscriptionImport,
  listSubscriptionImports,
  newestSubscriptionImport,
  removeSubscriptionImport,
  type SubscriptionImport,
} from '../../settings/subscription-imports.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { oneFileAtATime } from '../one-file-at-a-time.ts'
import { readBody } from '../read-body.ts'
import { RemovalAnswer, removeEvents } from '../remove-events.ts'
import { json, ListQuery, listOf, PROBLEMS, SitePath } from '../schemas.ts'
import { storeAll } from '../store-all.ts'
import { runOptions } from './reports.ts'

const tags = ['Subscriptions']
const THING = 'subscriptions'
const MOST_FILE = 64 * 1_048_576

/** How the file is to be read, and what it is called. */
const Asked = SubscriptionManner.extend({ name: z.string().max(200).optional() })

async function askedOf(c: AppContext) {
  const query = Asked.safeParse(c.req.query())
  if (!query.success) throw refusalOf(query.error, c.req.query())
  const file = await readBody(c, MOST_FILE)
  if (file !== undefined) return { query: c.req.query(), name: query.data.name ?? null, file }
  throw new Refusal(413, `a file has at most ${MOST_FILE / 1_048_576} MiB; export fewer at once`)
}

/** Reads in a report's thread, and hands what is new to the intake, as a server would. */
async function take(c: AppContext): Promise<Answer> {
  const asked = await askedOf(c)
  return await oneFileAtATime(c.var.site.id, async () => {
    await removalsOver(c.var.shared.file, Number(c.var.site.id))
    const { answer, events } = await readIn(c, asked)
    if (answer.import === null) return answer
    const kept = { id: answer.import, file: asked.name, subscriptions: answer.subscriptions }
    return { ...answer, events: await store(c, kept, events) }
  })
}

type AskedOf = Awaited<ReturnType<typeof askedOf>>

async function readIn(c: AppContext, { query, file }: AskedOf): Promise<ReadSubscriptions> {
  const { name: _, ...manner } = query
  const request = { ...manner, file, import: newId() }
  const { reports } = c.var.shared
  const read = await reports.run('subscriptions/read', c.var.site.domain, request, runOptions(c))
  return read as ReadSubscriptions
}

/** Its name stands first: what a stop in the middle leaves can be taken back, too. Answers how many events are stored. */
async function store(
  c: AppContext,
  kept: Pick<SubscriptionImport, 'id' | 'file' | 'subscriptions'>,
  events: readonly string[],
): Promise<number> {
  const { settings, intake, now } = c.var.shared
  const { domain } = c.var.site
  const row = { ...kept, site: Number(c.var.site.id), events: 0, at: now() }
  await addSubscriptionImport(settings, row)
  const stored = await storeAll(
    events,
    (body) => intake.import({ site: domain, body, ndjson: true, arrival: now() }),
    (count) => countSubscriptionImport(settings, row, count),
  )
  const { id, ...named } = kept
  if (stored.events > 0) {
    const after = { import: id, ...named, events: stored.events }
    await noteChange(c, { what: 'added', thing: THING, after })
  } else {
    await removeSubscriptionImport(settings, row.site, id)
  }
  if (stored.refused === undefined) return stored.events
  throw new Refusal(
    503,
    `${stored.events} of ${events.length} changes are stored, the rest could not be; send the file again, and only what is missing is added`,
  )
}

const Import = z.object({
  id: z.string(),
  file: z.string().nullable(),
  subscriptions: z.int(),
  events: z.int(),
  at: z.iso.datetime(),
})

function told({ site: _, at, ...row }: SubscriptionImport): z.infer<typeof Import> {
  return { ...row, at: new Date(at).toISOString() }
}

/** Takes the newest import back: first its events, then its name, so that it can be tried again. */
async function undo(c: AppContext, id: string): Promise<RemovalAnswer> {
  const { settings } = c.var.shared
  await removalsOver(c.var.shared.file, Number(c.var.site.id))
  const site = Number(c.var.site.id)
  const { file, subscriptions, events } = await newestSubscriptionImport(settings, site, id)
  const removed = await removeEvents(c, {
    period: 'all',
    filters: [
      ['is', 'event', ['subscription']],
      ['is', 'prop:import', [id]],
    ],
    dry_run: false,
  })
  await removeSubscriptionImport(settings, site, id)
  const before = { import: id, file, subscriptions, events }
  await noteChange(c, { what: 'removed', thing: THING, before })
  return removed
}

export const subscriptions = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/imports',
      tags,
      summary: 'The files of subscriptions and invoices that were taken in, the newest first',
      middleware: [needs('read')] as const,
      request: { params: SitePath, query: ListQuery },
      responses: { 200: json(listOf(Import), 'Imports'), ...PROBLEMS },
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid('query')
      const site = Number(c.var.site.id)
      const page = { limit: limit + 1, offset: cursor }
      const found = await listSubscriptionImports(c.var.shared.settings, site, page)
      const items = found.slice(0, limit).map(told)
      return c.json({ items, next: found.length > limit ? String(cursor + limit) : null }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/imports/{id}',
      tags,
      summary: 'Take back the newest file, with all that it told',
      description:
        'Its events go as `events/delete` removes them, and can be brought back in the same way until the end of the next day.',
      middleware: [needs('write')] as const,
      request: { params: SitePath.extend({ id: z.string() }) },
      responses: { 200: json(RemovalAnswer, 'What is removed'), ...PROBLEMS },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await oneFileAtATime(c.var.site.id, () => undo(c, id)), 200)
    },
  )
// Registered and not routed by its schemas: a file is no JSON.
subscriptions.openAPIRegistry.registerPath({
  method: 'post',
  path: '/',
  tags,
  summary: 'Take in a billing system’s file of subscriptions or invoices',
  description:
    'Stripe’s, Chargebee’s and Paddle’s exports as they are, or any table whose columns are mapped; the header tells which of the two it is. Of a subscription that nobody knew its whole life is stored, of another what has changed; of an invoice what its period cost, up to what is known of the running one. The same file twice is once. Nothing is stored of a file of which a line is refused, unless `skip_bad`; with `dry_run` nothing is stored at all.',
  request: {
    params: SitePath,
    query: Asked,
    body: { required: true, content: { 'text/csv': { schema: z.string() } } },
  },
  responses: { 200: json(SubscriptionFileAnswer, 'What is stored, or would be'), ...PROBLEMS },
})
subscriptions.post('/', needs('write'), async (c) => c.json(await take(c), 200))
