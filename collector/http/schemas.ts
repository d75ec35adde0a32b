import { z } from '@hono/zod-openapi'

const ProblemBody = z
  .object({
    status: z.int(),
    title: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem')

/** The failures any route may answer, for the documentation. */
export const PROBLEMS = {
  default: {
    description: 'What went wrong (RFC 9457)',
    content: { 'application/problem+json': { schema: ProblemBody } },
  },
} as const

export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

export const SitePath = z.object({ site: z.string().openapi({ example: 'example.com' }) })
export const ThingPath = SitePath.extend({ id: z.string() })

export const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.coerce.number().int().min(0).default(0),
})
export type ListQuery = z.infer<typeof ListQuery>

export function listOf<Schema extends z.ZodType>(schema: Schema) {
  return z.object({ items: z.array(schema), next: z.string().nullable() })
}

/** A page of a list; `next` is the cursor of the following one, null at the end. */
export function page<T>(all: readonly T[], { limit, cursor }: ListQuery) {
  const end = cursor + limit
  return { items: all.slice(cursor, end), next: end < all.length ? String(end) : null }
}
