import { McpServer, ResourceTemplate } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { unknownName } from '../nearest.ts'
import { Refusal } from '../refusal.ts'
import { reports } from '../reports/registry.ts'
import { VERSION } from '../version.ts'
import { INSTRUCTIONS } from './instructions.ts'
import { PAGES, type PageName, pageText } from './pages.ts'
import { addPrompts } from './prompts.ts'
import type { Reach } from './reach.ts'
import { TOLD, toolName } from './report-tools.ts'
import { addTools } from './tools.ts'

/** Arguments of a tool hold at most that many values. */
const MOST_VALUES = 20_000

/** What assistants talk to: reports as tools, what words mean as resources; each may see what its reach does. */
export function assistantServer(reach: Reach): McpServer {
  const server = new McpServer(
    { name: 'tributary', title: 'Tributary', version: VERSION },
    { instructions: INSTRUCTIONS, maxToolInputElements: MOST_VALUES },
  )
  addTools(server, reach)
  addPages(server)
  addSchemas(server)
  addPrompts(server)
  return server
}

function addPages(server: McpServer): void {
  for (const [name, description] of Object.entries(PAGES)) {
    const told = { title: name, description, mimeType: 'text/markdown' }
    server.registerResource(name, `tributary://docs/${name}`, told, (uri) => ({
      contents: [{ uri: uri.href, mimeType: 'text/markdown', text: pageText(name as PageName) }],
    }))
  }
}

/** What a report takes and answers, field by field. */
function addSchemas(server: McpServer): void {
  const template = new ResourceTemplate('tributary://reports/{tool}', { list: undefined })
  const told = {
    title: 'Schema of a report',
    description: 'JSON schemas of what the report of a tool takes and answers',
    mimeType: 'application/json',
  }
  server.registerResource('report', template, told, (uri, { tool }) => ({
    contents: [{ uri: uri.href, mimeType: 'application/json', text: schemasOf(String(tool)) }],
  }))
}

function schemasOf(tool: string): string {
  const name = TOLD.find((report) => toolName(report) === tool)
  if (!name) throw new Refusal(404, unknownName('tool', tool, TOLD.map(toolName)))
  const { request, answer } = reports[name]
  const schema = (one: z.ZodType, io: 'input' | 'output') =>
    z.toJSONSchema(one, { io, unrepresentable: 'any' })
  return JSON.stringify({ request: schema(request, 'input'), answer: schema(answer, 'output') })
}
