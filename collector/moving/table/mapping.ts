import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import { FIELD_NAMES, type Mapping } from './fields.ts'

const PROP = /^prop:.{1,60}$/u

/**
 * Which column of a table is which field, `at=Date,url=Page,prop:plan=Plan` or as JSON. Throws a 422 for an unknown field, or
 * where nothing is said.
 */
export function mappingOf(text: string): Mapping {
  const pairs = text.trim().startsWith('{') ? jsonPairs(text) : listedPairs(text)
  if (pairs === undefined || pairs.length === 0 || pairs.some((pair) => pair.includes('')))
    throw new Refusal(422, 'say which column is which field, like at=Date,url=Page')
  for (const [field = ''] of pairs) {
    const isKnown = PROP.test(field) || FIELD_NAMES.some((name) => name === field)
    if (!isKnown) throw new Refusal(422, unknownName('field', field, FIELD_NAMES))
  }
  return Object.fromEntries(pairs)
}

function listedPairs(text: string): string[][] {
  return text.split(',').map((pair) => {
    const [field = '', column = ''] = pair.split(/=(.*)/su)
    return [field.trim(), column.trim()]
  })
}

function jsonPairs(text: string): string[][] | undefined {
  try {
    const pairs = Object.entries(JSON.parse(text) as object)
    return pairs.every(([, column]) => typeof column === 'string') ? pairs : undefined
  } catch {
    return undefined // not JSON; the caller says what is wanted
  }
}
