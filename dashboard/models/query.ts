import type { Filter } from '../../collector/settings/filter.ts'
import {
  type Dimension,
  isCustomerFact,
  isDimension,
  OPERATORS,
  type Operator,
} from '../../collector/vocabulary.ts'
import { type Condition, type Deed, isCondition, isDeed, isFilter, sameTarget } from './filters.ts'
import { type Compare, type Period, readCompare, readPeriod, writeRange } from './period.ts'

/**
 * What the query of the address says about any page: which time, against which, which visits.
 * `options` are the page's own (metric, tab, order), kept as they stand.
 */
export interface View {
  period: Period
  compare: Compare
  /** The days right before, whatever days of the week they are. */
  exact: boolean
  filters: Filter[]
  options: Record<string, string>
}

export const DEFAULT_PERIOD: Period = 'last30'
export const DEFAULT_COMPARE: Compare = 'previous'

/** Reads `?period=90d&channel=Paid+Search&page.contains=/blog&metric=visits`. What it cannot read becomes an option. */
export function readView(search: string, usual = DEFAULT_PERIOD): View {
  const view: View = {
    period: usual,
    compare: DEFAULT_COMPARE,
    exact: false,
    filters: [],
    options: {},
  }
  for (const [name, value] of new URLSearchParams(search)) readParameter(view, name, value)
  return view
}

function readParameter(view: View, name: string, value: string): void {
  if (name === 'period') view.period = readPeriod(value) ?? view.period
  else if (name === 'compare') view.compare = readCompare(value) ?? DEFAULT_COMPARE
  else if (name === 'match') view.exact = value === 'none'
  else if (name === 'segment') view.filters.push(['segment', value])
  else readFilter(view, name, value)
}

function readFilter(view: View, name: string, value: string): void {
  const target = readTarget(name)
  if (target) addValue(view.filters, target, value)
  else if (name === 'where') view.filters.push(...readNested(value))
  else view.options[name] = value
}

type Target = [Operator, Dimension] | [Deed[0], Deed[1]]

const DONE: ReadonlyMap<string, Target> = new Map([
  ['done.goal', ['has_done', 'goal']],
  ['done.event', ['has_done', 'event']],
  ['not_done.goal', ['has_not_done', 'goal']],
  ['not_done.event', ['has_not_done', 'event']],
])

function readTarget(name: string): Target | undefined {
  const deed = DONE.get(name)
  if (deed) return deed
  const operator = OPERATORS.find((known) => name.endsWith(`.${known}`))
  const dimension = operator ? name.slice(0, -operator.length - 1) : name
  const isKnown = isDimension(dimension) || isCustomerFact(dimension)
  return isKnown ? [operator ?? 'is', dimension] : undefined
}

/** Values of one parameter given several times belong to one filter. */
function addValue(filters: Filter[], target: Target, value: string): void {
  const existing = filters.find((filter) => filter[0] === target[0] && filter[1] === target[1])
  if (!existing)
    filters.push(isOfDeed(target) ? [...target, [value]] : [...target, [value || null]])
  else if (isDeed(existing)) existing[2].push(value)
  else if (isCondition(existing)) existing[2].push(value || null)
}

function isOfDeed(target: Target): target is [Deed[0], Deed[1]] {
  return target[0] === 'has_done' || target[0] === 'has_not_done'
}

/** Conditions that names and values cannot say come as the API's own JSON; the server judges what they mean. */
function readNested(json: string): Filter[] {
  try {
    const read: unknown = JSON.parse(json)
    return isFilter(read) ? [read] : []
  } catch {
    // A link cut short by a mail program still opens the page, unfiltered.
    return []
  }
}

/** The query for a view, readable and as short as it goes: what is default is left out, as the page's `usual` period. */
export function writeView(view: View, usual = DEFAULT_PERIOD): string {
  const parameters: [string, string][] = []
  if (view.period !== usual) parameters.push(['period', writeRange(view.period)])
  if (view.compare !== DEFAULT_COMPARE) parameters.push(['compare', writeRange(view.compare)])
  if (view.exact) parameters.push(['match', 'none'])
  parameters.push(...writeFilters(view.filters))
  for (const [name, value] of Object.entries(view.options)) parameters.push([name, value])
  const query = parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  return query && `?${query}`
}

/**
 * Values of one parameter are alternatives: of two conditions on one dimension by one operator, which must both
 * hold, the second is written out.
 */
function writeFilters(filters: readonly Filter[]): [string, string][] {
  return filters.flatMap((filter, i): [string, string][] => {
    const isTaken =
      isPlain(filter) && filters.slice(0, i).some((other) => sameTarget(other, filter))
    return isTaken ? [['where', JSON.stringify(filter)]] : writeFilter(filter)
  })
}

function isPlain(filter: Filter): filter is Condition | Deed {
  return isCondition(filter) || isDeed(filter)
}

function writeFilter(filter: Filter): [string, string][] {
  if (filter[0] === 'segment') return [['segment', filter[1]]]
  if (isDeed(filter)) {
    const name = `${filter[0] === 'has_done' ? 'done' : 'not_done'}.${filter[1]}`
    return filter[2].map((value) => [name, value])
  }
  if (!isCondition(filter)) return [['where', JSON.stringify(filter)]]
  const [operator, dimension, values] = filter
  const plain = operator === 'is' && !dimension.includes('.')
  return values.map((value) => [
    plain ? dimension : `${dimension}.${operator}`,
    String(value ?? ''),
  ])
}

/** Percent-encodes what a query must, and leaves `/ : , *` and spaces to the eye. */
function encode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
}
