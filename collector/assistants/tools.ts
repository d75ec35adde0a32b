import {
  type CallToolResult,
  fromJsonSchema,
  type jsonSchemaValidator,
  type McpServer,
} from '@modelcontextprotocol/server'
import { Refusal } from '../refusal.ts'
import { reports } from '../reports/registry.ts'
import { SqlRequest } from '../sql/asked.ts'
import { bounded } from './bounded.ts'
import { compactText } from './compact-text.ts'
import { type Asking, DEFINED, type Reach } from './reach.ts'
import { REPORT_TOOLS, TOLD, toolName } from './report-tools.ts'
import { argumentsOf, SITE } from './tool-schema.ts'

type JsonObject = Record<string, unknown>

interface Tool {
  name: string
  title: string
  description: string
  arguments: ReturnType<typeof argumentsOf>
  run(given: JsonObject, signal: AbortSignal): Promise<object>
}

/** Reports read requests by their own schemas, and say what is wrong in words of ours. */
const TAKES_ALL: jsonSchemaValidator = {
  getValidator: () => (data) => ({ valid: true, data: data as never, errorMessage: undefined }),
}

/** Made once: no schema of a report changes. */
const SCHEMAS = new Map(TOLD.map((name) => [name, argumentsOf(reports[name].request)]))
const NOTHING = { type: 'object', properties: {} } as const
const ONE_SITE = { type: 'object', properties: { site: SITE } } as const

const READS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
}

export function addTools(server: McpServer, reach: Reach): void {
  for (const tool of toolsOf(reach)) {
    const { name, title, description } = tool
    const inputSchema = fromJsonSchema<JsonObject>(tool.arguments as never, TAKES_ALL)
    const config = { title, description, inputSchema, annotations: { title, ...READS } }
    server.registerTool(name, config, (given, { mcpReq: { signal } }) =>
      resultOf(() => tool.run(given, signal)),
    )
  }
}

function toolsOf(reach: Reach): Tool[] {
  return [sitesTool(reach), definitionsTool(reach), ...reportTools(reach), ...sqlTools(reach)]
}

function sitesTool(reach: Reach): Tool {
  return {
    name: 'sites',
    title: 'Sites',
    description: 'The sites you may ask about, with time zone and currency.',
    arguments: NOTHING,
    run: async (_, signal) => ({ sites: await reach.sites(signal) }),
  }
}

function definitionsTool(reach: Reach): Tool {
  return {
    name: 'definitions',
    title: 'Goals, funnels, segments, experiments',
    description:
      'What the site has defined: goals with targets, saved funnels, segments and experiments with status, and the names and ids to ask reports by.',
    arguments: ONE_SITE,
    async run(given, signal) {
      const { site } = await withSite(reach, given, signal)
      const lists = await Promise.all(DEFINED.map((kind) => reach.defined(kind, site, signal)))
      return Object.fromEntries(DEFINED.map((kind, i) => [kind, lists[i]]))
    },
  }
}

function reportTools(reach: Reach): Tool[] {
  return TOLD.map((name) => ({
    name: toolName(name),
    title: reports[name].summary,
    description: REPORT_TOOLS[name],
    arguments: SCHEMAS.get(name) ?? NOTHING,
    run: async (given, signal) =>
      (await reach.report(name, await withSite(reach, given, signal))) as object,
  }))
}

function sqlTools(reach: Reach): Tool[] {
  const { sql } = reach
  if (!sql) return []
  const description =
    'One SELECT in SQLite’s dialect over tables of the site: visits, events, people, accounts, conversions, spend. Columns stand in the resource tributary://docs/sql. Ask reports first: they know what a metric means.'
  return [
    {
      ...{ name: 'query', title: 'Ask in SQL', description, arguments: argumentsOf(SqlRequest) },
      async run(given, signal) {
        const limited = { limit: 100, ...given }
        const answer = await sql(await withSite(reach, limited, signal))
        const { columns, rows, ...rest } = answer as { columns: string[]; rows: unknown[][] }
        return { ...rest, columns, rows: rows.map((row) => named(columns, row)) }
      },
    },
  ]
}

/** Columns of one name keep apart. */
function named(columns: readonly string[], row: readonly unknown[]): JsonObject {
  const seen = new Map<string, number>()
  return Object.fromEntries(
    columns.map((column, i) => {
      const times = (seen.get(column) ?? 0) + 1
      seen.set(column, times)
      return [times === 1 ? column : `${column}_${times}`, row[i]]
    }),
  )
}

async function withSite(reach: Reach, given: JsonObject, signal: AbortSignal): Promise<Asking> {
  const { site, ...request } = given
  if (typeof site === 'string' && site !== '') return { site: site.toLowerCase(), request, signal }
  const sites = await reach.sites(signal)
  const [only] = sites
  if (only && sites.length === 1 && site === undefined)
    return { site: only.domain, request, signal }
  const domains = sites.map(({ domain }) => domain)
  throw new Refusal(422, `site: say which: ${domains.slice(0, 20).join(', ')}`)
}

/** What is refused is told as the tool's error, so that the assistant can ask better; an error of ours is thrown on. */
async function resultOf(run: () => Promise<object>): Promise<CallToolResult> {
  try {
    const { value, cut } = bounded(await run())
    const answer = value as JsonObject
    const structuredContent = { ...answer, ...(cut.length > 0 && { cut }) }
    return { content: [{ type: 'text', text: compactText(answer, cut) }], structuredContent }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const more = (error.errors ?? []).slice(0, 10).map(({ path, message }) => `${path}: ${message}`)
    const text = [error.message, ...more.filter((line) => !error.message.includes(line))].join('\n')
    return { isError: true, content: [{ type: 'text', text: text.slice(0, 4_000) }] }
  }
}
