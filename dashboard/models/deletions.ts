import type { Filter } from '../../collector/settings/filter.ts'
import { ask, sitePath } from '../api.ts'
import type { Range } from './period.ts'
import { siteDomain } from './sites.ts'
import { listOf } from './things.ts'
import { commonRequest } from './view.ts'

/** Events that were deleted by filter, or are being deleted. */
export interface Deletion {
  id: string
  until: string
  state: 'listing' | 'removing' | 'removed' | 'restoring'
  /** What chose the events. */
  period: Range
  filters: Filter[]
  events: number
  /** Events that are gone so far. */
  done: number
}

export interface Deleted {
  /** Null when there is nothing to delete. */
  id: string | null
  events: number
  visits: number
  people: number
}

/** Those that can still be taken back. */
export const deletions = listOf<Deletion>('events/delete')

/** The events that the view shows: its period and filters. */
function chosen(): object {
  const { compare: _, ...request } = commonRequest.peek()
  return request
}

function path(more = ''): string {
  return sitePath(siteDomain.peek() ?? '', `events/delete${more}`)
}

/** What deleting them would remove. */
export function previewDeletion(signal: AbortSignal): Promise<Deleted> {
  return ask<Deleted>('POST', path(), { body: { ...chosen(), dry_run: true }, signal })
}

/** They go beside all else; the answer comes when the first may go. */
export function deleteEvents(): Promise<Deleted> {
  return ask<Deleted>('POST', path(), { body: chosen() })
}

export async function bringBack(id: string): Promise<void> {
  await ask('DELETE', path(`/${id}`))
}
