import { leavesOf } from '../../filter-tree.ts'
import { type Filter, isDeed } from '../../settings/filter.ts'
import { isCustomerFact } from '../../vocabulary.ts'
import { type Scope, sourceOf } from './dimensions.ts'

/** The scopes that filters ask about. Segments are expanded before. */
export function scopesOf(filters: readonly Filter[]): Set<Scope> {
  const scopes = leavesOf(filters).flatMap((leaf): Scope[] => {
    if (leaf[0] === 'segment') return []
    if (leaf[0] === 'funnel' || isDeed(leaf)) return ['visit']
    return [isCustomerFact(leaf[1]) ? 'visit' : sourceOf(leaf[1]).scope]
  })
  return new Set(scopes)
}
