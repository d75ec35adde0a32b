import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { removeDays } from '../../imported/remove.ts'
import { writtenOut } from '../../imported/written-out.ts'
import {
  historyImport,
  listHistoryImports,
  removeHistoryImport,
} from '../../settings/history-imports.ts'
import { removalsOver } from '../../settings/removals.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { RemovalAnswer, removeAll } from '../remove-events.ts'
import { json, ListQuery, listOf, PROBLEMS, SitePath } from '../schemas.ts'
import { Asked, importOf, requireEndable, THING, takeImport, tellImport } from '../take-import.ts'
import { Import, ImportPreview } from '../told-import.ts'

const tags = ['Imports']

/** Stops it where it runs, and takes back what it brought: its events can be brought back, days come with their file. */
async function undo(c: AppContext, id: string): Promise<RemovalAnswer> {
  const { settings, file, imports } = c.var.shared
  const site = Number(c.var.site.id)
  const row = await historyImport(settings, site, id)
  requireEndable(c, row)
  const { kind } = row
  await imports.stop(id)
  await removalsOver(file, site)
  const { format, file: name, stored, from, to } = await importOf(c, id)
  const period = from === null || to === null ? ('all' as const) : { from, to }
  const removed =
    kind === 'days'
      ? await withoutDays(c, id)
      : await removeAll(c, { period, filters: [['is', 'prop:import', [id]]] })
  await removeHistoryImport(settings, site, id)
  const before = { import: id, format, file: name, stored }
  await noteChange(c, { what: 'removed', thing: THING, before })
  return removed
}

async function withoutDays(c: AppContext, id: string): Promise<RemovalAnswer> {
  const { file, now } = c.var.shared
  await removeDays(file, Number(c.var.site.id), id).catch((error: unknown) => {
    // One that failed stored none.
    if (!(error instanceof Error && 'status' in error && error.status === 404)) throw error
  })
  return { id: null, events: 0, visits: 0, people: 0, until: new Date(now()).toISOString() }
}

const Path = SitePath.extend({ id: z.string() })

/** Files of other tools' history: brought in, listed, stopped, taken back. */
export const imports = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'The files of history that were brought in, the newest first',
      middleware: [needs('read')] as const,
      request: { params: SitePath, query: ListQuery },
      responses: { 200: json(listOf(Import), 'Imports'), ...PROBLEMS },
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid('query')
      const page = { limit: limit + 1, offset: cursor }
      const found = await listHistoryImports(c.var.shared.settings, Number(c.var.site.id), page)
      const items = found.slice(0, limit).map((row) => tellImport(c, row))
      return c.json({ items, next: found.length > limit ? String(cursor + limit) : null }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      tags,
      summary: 'How far an import is, and what came',
      middleware: [needs('read')] as const,
      request: { params: Path },
      responses: { 200: json(Import, 'As it stands'), ...PROBLEMS },
    }),
    async (c) => c.json(await importOf(c, c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/days',
      tags,
      summary: 'The days that an import told, as CSV',
      middleware: [needs('read')] as const,
      request: { params: Path },
      responses: {
        200: {
          description: 'A row of a table a line',
          content: { 'text/csv': { schema: z.string() } },
        },
        ...PROBLEMS,
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const pages = await writtenOut(c.var.shared.file, Number(c.var.site.id), id)
      const headers = {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="imported-days-${id}.csv"`,
      }
      return new Response(ReadableStream.from(pages).pipeThrough(new TextEncoderStream()), {
        headers,
      })
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/stop',
      tags,
      summary: 'Stop an import; what is stored by then stays',
      middleware: [needs('write')] as const,
      request: { params: Path },
      responses: { 200: json(Import, 'As it stands'), ...PROBLEMS },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      requireEndable(c, await historyImport(c.var.shared.settings, Number(c.var.site.id), id))
      await c.var.shared.imports.stop(id)
      return c.json(await importOf(c, id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{id}',
      tags,
      summary: 'Take back what a file brought',
      description:
        'Its events go as `events/delete` removes them, and can be brought back in the same way until the end of the next day; days that it told are gone at once.',
      middleware: [needs('write')] as const,
      request: { params: Path },
      responses: { 200: json(RemovalAnswer, 'What is removed'), ...PROBLEMS },
    }),
    async (c) => c.json(await undo(c, c.req.valid('param').id), 200),
  )
// Registered and not routed by its schemas: a file is no JSON.
imports.openAPIRegistry.registerPath({
  method: 'post',
  path: '/',
  tags,
  summary: 'Bring in another tool’s history, or our own export',
  description:
    'The file as it is, .zip and .gz, too: Umami’s, Matomo’s and GA4’s rows become events, Plausible’s zip and GA4’s CSV imported days. 200 when it ended within ten seconds, else 202 while it goes on. The same file twice is once.',
  request: {
    params: SitePath,
    query: Asked,
    body: { required: true, content: { 'application/octet-stream': { schema: z.string() } } },
  },
  responses: {
    200: json(z.union([Import, ImportPreview]), 'What came, or would'),
    202: json(Import, 'It goes on'),
    ...PROBLEMS,
  },
})
imports.post('/', needs('write'), takeImport)
