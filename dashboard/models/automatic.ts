import { fold } from '../../collector/filter-tree.ts'
import { OWN_EVENTS } from '../../collector/own-events.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import { view } from './view.ts'

/** Events that the script sends by itself and that are counted: they would stand before all that a site sends. */
const AUTOMATIC = Object.entries(OWN_EVENTS).flatMap(([name, { counts }]) =>
  counts === 'events' ? [name] : [],
)

/** Option of the address that shows them as well. */
export const SHOW_AUTOMATIC = 'automatic'

export function showsAutomatic(): boolean {
  return view.value.options[SHOW_AUTOMATIC] !== undefined
}

/** Leaves the script's own events out of a list of events, unless they are asked for. */
export function ownEventsOnly(): Filter[] {
  const { filters } = view.value
  return showsAutomatic() || filters.some(namesEvents) ? [] : [['is_not', 'event', [...AUTOMATIC]]]
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
