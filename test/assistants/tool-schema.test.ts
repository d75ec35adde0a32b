import { expect, test } from 'vitest'
import { REPORT_TOOLS, TOLD, toolName } from '../../collector/assistants/report-tools.ts'
import { argumentsOf } from '../../collector/assistants/tool-schema.ts'
import { reports } from '../../collector/reports/registry.ts'
import { SqlRequest } from '../../collector/sql/asked.ts'

const schemas = [...TOLD.map((name) => argumentsOf(reports[name].request)), argumentsOf(SqlRequest)]

function eachIn(value: unknown, look: (schema: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null) return
  look(value as Record<string, unknown>)
  for (const one of Object.values(value)) eachIn(one, look)
}

test('names are those that every provider takes, each once', () => {
  const names = TOLD.map(toolName)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{1,40}$/)
})

// ckreiling/mcp-server-docker#25, microsoft/vscode#244467, xpzouying/xiaohongshu-mcp#677
test('schemas have no tuple, every list says of what it is, and every object what it has', () => {
  for (const schema of schemas) {
    expect(schema).toMatchObject({ type: 'object', properties: { site: { type: 'string' } } })
    eachIn(schema, (one) => {
      expect(one).not.toHaveProperty('prefixItems')
      if (one.type === 'array') expect(one.items).toEqual(expect.any(Object))
      expect(one.type).not.toBe('null')
    })
  }
})

test('all of them together leave an assistant room to think', () => {
  const told = TOLD.map((name, i) => [toolName(name), REPORT_TOOLS[name], schemas[i]])
  // About four characters a token.
  expect(JSON.stringify(told).length).toBeLessThan(40_000)
})

test('what an assistant reads is what the report reads', () => {
  expect(argumentsOf(reports.stats.request)).toMatchObject({
    required: ['metrics'],
    properties: {
      period: { default: '30d' },
      metrics: { type: 'array', items: { enum: expect.arrayContaining(['visits', 'revenue']) } },
      order_by: { items: { type: 'array', description: '[string, "asc" | "desc"]', items: {} } },
      goal: { type: 'string' },
    },
  })
})
