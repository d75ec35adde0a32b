import { OpenAPIHono, z } from '@hono/zod-openapi'
import { csvCell } from '../../csv-cell.ts'
import { Refusal } from '../../refusal.ts'
import { type SqlAnswer, SqlAnswer as SqlAnswerSchema, SqlRequest } from '../../sql/asked.ts'
import { columnsOf, TABLE_NAMES, TABLES } from '../../sql/tables.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { requireModest } from '../modest.ts'
import { needs } from '../needs.ts'
import { reportCaller } from '../report-caller.ts'
import { body, json, PROBLEMS, SitePath } from '../schemas.ts'
import { wantsCsv } from './reports.ts'
import type { Answer, InSite } from './typed-routes.ts'

const SqlTables = z.object({
  tables: z.array(
    z.object({
      name: z.string(),
      tells: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string(), tells: z.string() })),
    }),
  ),
})

/** As `GET` answers it. */
export const SQL_TABLES: z.infer<typeof SqlTables> = {
  tables: TABLE_NAMES.map((name) => ({
    name,
    tells: TABLES[name].tells,
    columns: columnsOf(name).map(([column, { type, tells }]) => ({ name: column, type, tells })),
  })),
}

type SqlRoutes = {
  '/': {
    $get: Answer<InSite, z.infer<typeof SqlTables>, 200>
    $post: Answer<InSite & { json: z.input<typeof SqlRequest> }, SqlAnswer, 200>
  }
}

async function requested(c: AppContext): Promise<unknown> {
  const request: unknown = await c.req.json().catch(() => {
    throw new Refusal(400, 'the request is not JSON')
  })
  requireModest(request)
  return request
}

async function answer(c: AppContext): Promise<Response> {
  const { sql } = c.var.shared
  const { domain } = c.var.site
  const request = await requested(c)
  const found = await sql.ask(domain, request, {
    signal: c.req.raw.signal,
    caller: reportCaller(c),
  })
  if (!wantsCsv(c, undefined)) return c.json(found, 200)
  return c.body(csvOf(found), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${domain}-query.csv"`,
    ...(found.truncated && { 'x-truncated': 'true' }),
  })
}

function csvOf({ columns, rows }: SqlAnswer): string {
  const cell = (value: string | number | null) =>
    typeof value === 'string' ? csvCell(value) : String(value ?? '')
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

const routes = new OpenAPIHono<AppEnv>()
const tags = ['SQL']
routes.openAPIRegistry.registerPath({
  method: 'get',
  path: '/',
  tags,
  summary: 'The tables and columns that a query may ask',
  request: { params: SitePath },
  responses: { 200: json(SqlTables, 'Tables with their columns'), ...PROBLEMS },
})
const { content } = json(SqlAnswerSchema, 'The rows')
routes.openAPIRegistry.registerPath({
  method: 'post',
  path: '/',
  tags,
  summary: 'Ask in SQL over the rows of this site',
  request: { params: SitePath, body: body(SqlRequest) },
  responses: {
    200: { description: 'The rows', content: { ...content, 'text/csv': {} } },
    ...PROBLEMS,
  },
})
routes.get('/', needs('admin'), (c) => c.json(SQL_TABLES, 200))
routes.post('/', needs('admin'), answer)

/** What owners ask in SQL, of one site. */
export const sql = routes as unknown as OpenAPIHono<AppEnv, SqlRoutes>
