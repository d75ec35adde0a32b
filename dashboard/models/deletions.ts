import type { Filter } from '../../collector/settings/filter.ts'
import { ask } from '../api.ts'
import type { Given } from '../routes.ts'
import type { Range } from './period.ts'
import { siteDomain } from './sites.ts'
import { listAt } from './things.ts'
import { aloneRequest } from './view.ts'

/** Events that were deleted by filter, or are being deleted. */
export type Deletion = Omit<
  Given<'/api/sites/:site/events/delete', 'GET'>['items'][number],
  'period' | 'filters'
> & {
  /** What chose the events; the route's own type loses them, they nest too deep for it. */
  period: Range
  filters: Filter[]
}

export type Deleted = Given<'/api/sites/:site/events/delete', 'POST'>

/** Those that can still be taken back. */
export const deletions = listAt<Deletion>('events/delete')

const ROUTE = '/api/sites/:site/events/delete'

/** The events that the view shows: its period and filters. */
function chosen() {
  const request = aloneRequest.peek()
  return request
}

function here() {
  return { site: siteDomain.peek() ?? '' }
}

/** What deleting them would remove. */
export function previewDeletion(signal: AbortSignal): Promise<Deleted> {
  return ask('POST', ROUTE, { param: here(), body: { ...chosen(), dry_run: true }, signal })
}

/** They go beside all else; the answer comes when the first may go. */
export function deleteEvents(): Promise<Deleted> {
  return ask('POST', ROUTE, { param: here(), body: chosen() })
}

export async function bringBack(domain: string, id: string): Promise<void> {
  await ask('DELETE', `${ROUTE}/:id`, { param: { site: domain, id } })
}
