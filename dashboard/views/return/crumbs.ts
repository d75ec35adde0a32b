import type { Filter, FilterValue } from '../../../collector/settings/filter.ts'
import { isCondition, withCondition } from '../../models/filters.ts'
import { changed, view } from '../../models/view.ts'
import { LEVELS, type Level } from './asked.ts'

/** A level that was chosen on the way, and the value it was chosen by. */
interface Crumb {
  level: Level
  value: FilterValue
}

function valueAt(filters: readonly Filter[], level: Level) {
  const found = filters.filter(isCondition).find(([, dimension]) => dimension === level)
  return found?.[0] === 'is' && found[2].length === 1 ? found[2] : undefined
}

/** The address of the rows of a level, without what was chosen on it and below it. */
export function backTo(level: Level): string {
  const { filters, options } = view.value
  const { by: _, ...kept } = options
  const below: readonly string[] = LEVELS.slice(LEVELS.indexOf(level))
  return changed({
    filters: filters.filter((filter) => !(isCondition(filter) && below.includes(filter[1]))),
    options: level === LEVELS[0] ? kept : { ...kept, by: level },
  })
}

/** The way from all channels to the rows in view. */
export function crumbsTo(level: Level): Crumb[] {
  return LEVELS.slice(0, LEVELS.indexOf(level)).flatMap((above) => {
    const values = valueAt(view.value.filters, above)
    return values ? [{ level: above, value: values[0] ?? null }] : []
  })
}

/** The address of what a row consists of; undefined at the last level. */
export function downFrom(level: Level, value: string | number | null): string | undefined {
  const next = LEVELS[LEVELS.indexOf(level) + 1]
  if (next === undefined) return undefined
  const { filters, options } = view.peek()
  return changed({
    filters: withCondition(filters, ['is', level, [value]]),
    options: { ...options, by: next },
  })
}
