import { InvalidArgumentError } from 'commander'
import type { Mapping } from '../moving/table/fields.ts'
import { mappingOf } from '../moving/table/mapping.ts'
import { Refusal } from '../refusal.ts'

/** The value of `--mapping`: which column of a table of events is which field. */
export function typedMapping(text: string): Mapping {
  try {
    return mappingOf(text)
  } catch (error) {
    if (error instanceof Refusal) throw new InvalidArgumentError(error.message)
    throw error
  }
}
