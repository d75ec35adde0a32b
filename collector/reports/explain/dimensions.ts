import { Refusal } from '../../refusal.ts'
import type { Dimension } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'

/** What tells visits apart, unless the request says otherwise. Columns of one table stand together: they are read as one. */
export const USUAL: readonly Dimension[] = [
  'channel',
  'source',
  'medium',
  'campaign',
  'landing_page',
  'country',
  'region',
  'device',
  'browser',
  'os',
  'language',
  'visitor_kind',
]

/** Throws a 422 for a dimension that visits do not have, and for one asked for twice. */
export function requireOfVisits(dimensions: readonly Dimension[]): void {
  if (new Set(dimensions).size < dimensions.length) {
    throw new Refusal(422, 'a dimension can be asked for once')
  }
  for (const dimension of dimensions) {
    const reason = whyNot(dimension)
    if (reason) throw new Refusal(422, `"${dimension}" cannot explain a change: ${reason}`)
  }
}

function whyNot(dimension: Dimension): string | undefined {
  const { scope, kind } = sourceOf(dimension)
  if (kind === 'bucket') return 'the two periods have no time in common'
  if (scope === 'event' || scope === 'page') {
    return 'it is of single events, of which a visit has many; ask for a dimension of visits, such as landing_page'
  }
  return undefined
}
