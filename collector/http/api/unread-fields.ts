import { z } from '@hono/zod-openapi'
import { refusalOf } from '../../refusal-of.ts'

/** The names of a thing's fields, of whichever of its forms. */
export function fieldsOf(...forms: readonly (z.ZodType | undefined)[]): ReadonlySet<string> {
  const objects = forms.filter((form) => form instanceof z.ZodObject)
  return new Set(objects.flatMap(({ shape }) => Object.keys(shape)))
}

/**
 * Throws a 400 that names what nothing would read. What reading a thing tells beside may be sent with it, and says
 * nothing: who changes one sends back what was read.
 */
export function requireKnown(body: unknown, known: ReadonlySet<string>): void {
  if (typeof body !== 'object' || body === null) return
  const keys = Object.keys(body).filter((key) => !known.has(key))
  if (keys.length === 0) return
  throw refusalOf({ issues: [{ code: 'unrecognized_keys', keys, path: [], message: '' }] }, body)
}
