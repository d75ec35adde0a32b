import { fold } from '../../collector/filter-tree.ts'
import { isCounted, OWN_EVENTS } from '../../collector/own-events.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import { view } from './view.ts'

const OWN = Object.keys(OWN_EVENTS)
/** Of what the script sends by itself what is no event to be counted, as looking at a page. */
const UNCOUNTED = OWN.filter((name) => !isCounted(name))

/** Option of the address that shows them as well. */
export const SHOW_AUTOMATIC = 'automatic'

export function showsAutomatic(): boolean {
  return view.value.options[SHOW_AUTOMATIC] !== undefined
}

/**
 * Leaves out of a list of events what the script sends by itself, which would stand before all that a site sends. If it
 * is asked for, only what is no event to be counted.
 */
export function ownEventsOnly(): Filter[] {
  if (view.value.filters.some(namesEvents)) return []
  return [['is_not', 'event', showsAutomatic() ? UNCOUNTED : OWN]]
}

/** Whether a filter says which events are meant. */
function namesEvents(filter: Filter): boolean {
  const any = (members: boolean[]) => members.includes(true)
  return fold<Filter, boolean>(filter, {
    leaf: (leaf) => leaf[1] === 'event' && leaf[0] !== 'has_done' && leaf[0] !== 'has_not_done',
    and: any,
    or: any,
    not: (member) => member,
  })
}
