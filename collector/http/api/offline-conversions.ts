import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Refusal } from '../../refusal.ts'
import { refusalOf } from '../../refusal-of.ts'
import {
  type OfflineAnswer as Answer,
  fileToStore,
  type MadeOffline,
  OfflineAnswer,
  OfflineRequest,
} from '../../reports/offline-conversions.ts'
import { listGoals } from '../../settings/goals.ts'
import {
  listExports,
  type OfflineExport,
  removeExport,
  storeExport,
} from '../../settings/offline.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { body, json, ListQuery, listOf, PROBLEMS, SitePath } from '../schemas.ts'
import { runOptions, wantsCsv } from './reports.ts'
import type { InSite, Answer as Typed } from './typed-routes.ts'

const tags = ['Offline conversions']

const OfflineBody = OfflineRequest.extend({
  /** Remembers nothing of the file. */
  dry_run: z.boolean().default(false),
  format: z.enum(['json', 'csv']).optional(),
})

async function asked(c: AppContext) {
  let value: unknown
  try {
    value = JSON.parse(await c.req.text())
  } catch {
    throw new Refusal(400, 'the request is not JSON')
  }
  const read = OfflineBody.safeParse(value)
  if (!read.success) throw refusalOf(read.error, value)
  return read.data
}

/** Says what would go out or, where the file is asked for, makes it whole, remembers its events, and only then sends it. */
async function take(c: AppContext): Promise<Response> {
  const { dry_run, format, ...request } = await asked(c)
  const { reports } = c.var.shared
  const { domain } = c.var.site
  const made = await reports.run('offline-conversions', domain, request, runOptions(c))
  const { answer, file } = made as MadeOffline
  if (!wantsCsv(c, format)) return c.json(answer, 200)
  if (!dry_run && answer.rows > 0) await remember(c, made as MadeOffline, request.repeat)
  return c.body(file, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${fileName(domain, answer)}"`,
  })
}

function fileName(domain: string, { platform, kind, meta }: Answer): string {
  return `${domain}-${platform}-${kind}-${meta.from}-${meta.to}.csv`
}

async function remember(c: AppContext, made: MadeOffline, repeat: boolean): Promise<void> {
  const { settings, now } = c.var.shared
  const { events, ...file } = fileToStore(made, repeat)
  await storeExport(settings, Number(c.var.site.id), { events, ...file }, now())
  const after = { ...file, goal: made.answer.goal.name, events: events.length }
  await noteChange(c, { what: 'added', thing: 'offline conversions', after })
}

const Export = z.object({
  id: z.string(),
  platform: z.string(),
  kind: z.string(),
  /** `name` null: the goal was removed. */
  goal: z.object({ id: z.string(), name: z.string().nullable() }),
  name: z.string(),
  days: z.tuple([z.iso.date(), z.iso.date()]),
  rows: z.int(),
  at: z.iso.datetime(),
})

function told(row: OfflineExport, goals: ReadonlyMap<string, string>): z.infer<typeof Export> {
  const { platform, kind, name, rows } = row
  return {
    id: String(row.id),
    platform,
    kind,
    goal: { id: row.goal, name: goals.get(row.goal) ?? null },
    name,
    days: [row.first, row.last],
    rows,
    at: new Date(row.at).toISOString(),
  }
}

const routes = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/exports',
      tags,
      summary: 'The files that went out, the newest first',
      middleware: [needs('read')] as const,
      request: { params: SitePath, query: ListQuery },
      responses: { 200: json(listOf(Export), 'Exports'), ...PROBLEMS },
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid('query')
      const { settings } = c.var.shared
      const site = Number(c.var.site.id)
      const found = await listExports(settings, site, { limit: limit + 1, offset: cursor })
      const goals = new Map((await listGoals(settings, site)).map(({ id, name }) => [id, name]))
      const items = found.slice(0, limit).map((row) => told(row, goals))
      return c.json({ items, next: found.length > limit ? String(cursor + limit) : null }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/exports/{id}',
      tags,
      summary: 'Take back the last file of a goal and platform: its events are new again',
      middleware: [needs('write')] as const,
      request: { params: SitePath.extend({ id: z.coerce.number().int().min(1) }) },
      responses: { 204: { description: 'Taken back' }, ...PROBLEMS },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const before = await removeExport(c.var.shared.settings, Number(c.var.site.id), id)
      await noteChange(c, { what: 'removed', thing: 'offline conversions', before })
      return c.body(null, 204)
    },
  )
// Registered and not routed by its schemas: the answer is JSON or a file.
const content = { ...json(OfflineAnswer, '').content, 'text/csv': {} }
routes.openAPIRegistry.registerPath({
  method: 'post',
  path: '/',
  tags,
  summary: 'Conversions, or what of them was given back, as the file that an ad platform takes',
  description:
    'As JSON: what would go out, and why the rest does not. With `Accept: text/csv`, or `format`: the file, whose events do not go out again unless `repeat`.',
  request: { params: SitePath, body: body(OfflineBody) },
  responses: { 200: { description: 'What goes out, or the file', content }, ...PROBLEMS },
})
routes.post('/', needs('write'), take)

type Others = typeof routes extends OpenAPIHono<AppEnv, infer Schema> ? Schema : never
type ByHand = { '/': { $post: Typed<InSite & { json: z.input<typeof OfflineBody> }, Answer, 200> } }

/** With the type of what is routed by hand: the answer as JSON. */
export const offlineConversions = routes as unknown as OpenAPIHono<AppEnv, Others & ByHand>
