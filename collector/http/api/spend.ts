import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Refusal } from '../../refusal.ts'
import { refusalOf } from '../../refusal-of.ts'
import {
  type SpendAnswer as Answer,
  type ReadSpend,
  SpendAnswer,
  SpendManner,
} from '../../reports/spend-file.ts'
import { removeSpend, storeSpend, undoSpend } from '../../settings/spend.ts'
import { ImportName, SpendInput } from '../../settings/spend-input.ts'
import type { Mapping } from '../../spend/header.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { requireShallow } from '../modest.ts'
import { needs } from '../needs.ts'
import { readBody } from '../read-body.ts'
import { json, PROBLEMS, SitePath } from '../schemas.ts'
import { runOptions } from './reports.ts'
import type { InSite, Answer as Typed } from './typed-routes.ts'

const tags = ['Spend']
const MOST_FILE = 64 * 1_048_576
const MOST_JSON = 16 * 1_048_576

const SpendBody = z.object({ import: ImportName, rows: z.array(SpendInput) })

/** What is to be read, from the body and the address. */
async function asked(c: AppContext): Promise<object> {
  const query = SpendManner.safeParse(c.req.query())
  if (!query.success) throw refusalOf(query.error, c.req.query())
  const isJson = /^application\/json\b/iu.test(c.req.header('content-type') ?? '')
  const bytes = await readBody(c, isJson ? MOST_JSON : MOST_FILE)
  if (bytes === undefined) throw tooLarge(isJson)
  if (!isJson) return { ...c.req.query(), file: bytes }
  return { ...c.req.query(), ...rowsOf(bytes) }
}

function tooLarge(isJson: boolean): Refusal {
  const [most, instead] = isJson
    ? [MOST_JSON, 'send fewer rows at once, whole days each']
    : [MOST_FILE, 'export a shorter period, or fewer breakdowns']
  return new Refusal(413, `a body has at most ${most / 1_048_576} MiB; ${instead}`)
}

const Rows = z.looseObject({ import: z.unknown(), rows: z.array(z.unknown()) })

function rowsOf(bytes: Uint8Array): object {
  const body = parsed(bytes)
  const read = Rows.safeParse(body)
  if (!read.success) throw refusalOf(read.error, body)
  const { import: name, rows } = read.data
  if (name === undefined) throw new Refusal(422, 'import: say what these rows are called')
  requireShallow(read.data)
  return { import: name, rows }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal(400, 'the body is not JSON')
  }
}

/** Reads in a report's thread, which may take a second or two, and stores what was read. */
async function take(c: AppContext): Promise<Answer> {
  const { settings, reports, now } = c.var.shared
  const { domain, id } = c.var.site
  const options = runOptions(c)
  const read = (await reports.run('spend/read', domain, await asked(c), options)) as ReadSpend
  const { answer, file } = read
  if (!file) return answer
  const mapping = (read.mapping ?? undefined) as Mapping | undefined
  const { import: name, platform, days, stored, replaced, totals } = answer
  const stood = { ...file, import: name, platform, mapping }
  const number = await storeSpend(settings, Number(id), stood, now())
  const after = { import: name, platform, days, stored, replaced, totals }
  await noteChange(c, { what: 'added', thing: 'spend', after })
  return { ...answer, file: String(number) }
}

const ImportPath = SitePath.extend({ name: z.string() })

/** The file that is meant, as storing it answered; without it whichever is the newest. */
const UndoQuery = z.object({
  file: z
    .string()
    .regex(/^\d{1,15}$/u, 'the number of a file')
    .optional(),
})

const routes = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'delete',
      path: '/imports/{name}',
      tags,
      summary: 'Take back an import, with all its files',
      middleware: [needs('write')] as const,
      request: { params: ImportPath },
      responses: { 204: { description: 'Gone' }, ...PROBLEMS },
    }),
    async (c) => {
      const { name } = c.req.valid('param')
      const rows = await removeSpend(c.var.shared.settings, Number(c.var.site.id), name)
      await noteChange(c, { what: 'removed', thing: 'spend', before: { import: name, rows } })
      return c.body(null, 204)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/imports/{name}/undo',
      tags,
      summary: 'Take back the newest file of an import; what it replaced counts again',
      middleware: [needs('write')] as const,
      request: { params: ImportPath, query: UndoQuery },
      responses: { 200: json(z.object({ rows: z.int() }), 'Rows that count now'), ...PROBLEMS },
    }),
    async (c) => {
      const { name } = c.req.valid('param')
      const file = c.req.valid('query').file
      const undone = { import: name, file: file === undefined ? undefined : Number(file) }
      const rows = await undoSpend(c.var.shared.settings, Number(c.var.site.id), undone)
      await noteChange(c, { what: 'restored', thing: 'spend', after: { import: name, rows } })
      return c.json({ rows }, 200)
    },
  )
// Registered and not routed by its schemas: a file is no JSON, and rows are looked at in a thread of their own.
routes.openAPIRegistry.registerPath({
  method: 'post',
  path: '/',
  tags,
  summary: 'Store what campaigns cost: rows, or a file as an ad platform exports it',
  description:
    'A later file or list of the same import replaces the days that it holds. Nothing is stored of a body of which a line is refused, unless `skip_bad`; with `dry_run` nothing is stored at all.',
  request: {
    params: SitePath,
    query: SpendManner,
    body: {
      required: true,
      content: { 'application/json': { schema: SpendBody }, 'text/csv': { schema: z.string() } },
    },
  },
  responses: { 200: json(SpendAnswer, 'What is stored, or would be'), ...PROBLEMS },
})
routes.post('/', needs('write'), async (c) => c.json(await take(c), 200))

type Others = typeof routes extends OpenAPIHono<AppEnv, infer Schema> ? Schema : never
type ByHand = { '/': { $post: Typed<InSite & { json: z.input<typeof SpendBody> }, Answer, 200> } }

/** With the type of what is routed by hand: rows as JSON. */
export const spend = routes as unknown as OpenAPIHono<AppEnv, Others & ByHand>
