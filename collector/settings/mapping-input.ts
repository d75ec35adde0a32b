import { z } from 'zod'
import { unknownName } from '../nearest.ts'

/** Which column of a file is which field: JSON, `{"date": "Tag"}`, or `date=Tag,cost=Kosten`. */
export function mappingInput<Field extends string>(fields: readonly Field[], example: string) {
  const isField = (name: string): name is Field => fields.some((field) => field === name)
  return z
    .string()
    .max(4_000)
    .transform((text, context): Partial<Record<Field, string>> => {
      const pairs = pairsOf(text, isField)
      const unknown = pairs?.find(([field]) => !isField(field))
      if (pairs !== undefined && pairs.length > 0 && !unknown)
        return Object.fromEntries(pairs) as Partial<Record<Field, string>>
      const message = unknown
        ? unknownName('field', unknown[0], fields)
        : `say which column is which field, like ${example}`
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })
}

type Pairs = [string, string][]
type IsField = (name: string) => boolean

function pairsOf(text: string, isField: IsField): Pairs | undefined {
  if (!text.trim().startsWith('{')) {
    const pairs = text.split(',').map((pair) => pair.split(/[=:](.*)/su).map((part) => part.trim()))
    return pairs.every(([field, column]) => field && column)
      ? pairs.map(([field = '', column = '']) => [field, column])
      : undefined
  }
  const read = z.record(z.string(), z.string()).safeParse(jsonOf(text))
  return read.success ? turned(Object.entries(read.data), isField) : undefined
}

/** Who says `{"Tag": "date"}` means the same. */
function turned(pairs: Pairs, isField: IsField): Pairs {
  const isTurned = pairs.every(([field, column]) => !isField(field) && isField(column))
  return isTurned ? pairs.map(([column, field]) => [field, column]) : pairs
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON; the caller says what is wanted
  }
}
