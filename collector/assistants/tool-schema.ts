import { z } from 'zod'

type JsonSchema = z.core.JSONSchema.JSONSchema

const LISTS_OF_FILTERS = new Set(['filters', 'compare_filters', 'where', 'when'])
/** What many tools would repeat stands in the instructions. */
const FILTERS = 'Filters, as in the instructions'
const DIMENSION = 'A dimension, as in the instructions'

export const SITE = {
  type: 'string',
  description: 'Domain, as in `sites`; may be left out where there is one site',
} as const

/**
 * The schema of a tool's arguments: the report's own request, with the site. For the assistant to read alone: the report reads the
 * request by its own and says what is wrong in words of ours.
 */
export function argumentsOf(request: z.ZodType): JsonSchema & { type: 'object' } {
  const { $schema: _, ...schema } = z.toJSONSchema(request, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema, path }) => simplify(jsonSchema, path.at(-1)),
  })
  return {
    ...schema,
    type: 'object',
    properties: { site: SITE, ...schema.properties },
  } as JsonSchema & { type: 'object' }
}

/**
 * Some providers refuse a whole list of tools for a tuple in one of them; a bound of 2^53 tells nobody anything; and what may be
 * null may as well be left out.
 */
function simplify(schema: JsonSchema, name: string | number | undefined): void {
  withoutNull(schema)
  if (schema.prefixItems) {
    schema.description ??= `[${schema.prefixItems.map(shown).join(', ')}]`
    delete schema.prefixItems
    schema.items = {}
  }
  if (Math.abs(Number(schema.maximum)) === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (Math.abs(Number(schema.minimum)) === Number.MAX_SAFE_INTEGER) delete schema.minimum
  if (schema.type === 'array' && LISTS_OF_FILTERS.has(String(name))) schema.description = FILTERS
  if (schema.description?.startsWith('One of link,')) schema.description = DIMENSION
}

function withoutNull(schema: JsonSchema): void {
  const forms = schema.anyOf?.filter((form) => typeof form !== 'object' || form.type !== 'null')
  const [only] = forms ?? []
  if (!forms || forms.length === schema.anyOf?.length) return
  delete schema.anyOf
  if (forms.length > 1) schema.anyOf = forms
  else Object.assign(schema, only)
}

function shown(part: JsonSchema | boolean): string {
  if (typeof part === 'boolean') return 'any'
  return part.enum?.map((value) => JSON.stringify(value)).join(' | ') ?? String(part.type ?? 'any')
}
