import { z } from 'zod'
import { unknownName } from '../nearest.ts'
import {
  DIMENSIONS,
  type Dimension,
  isCustomerFact,
  isDimension,
  OPERATORS,
  type Operator,
} from '../vocabulary.ts'
import { entriesOf, MOST_ENTRIES } from './filter-cost.ts'
import type { FoundUnits, FunnelFilter } from './funnel-filter.ts'

export type FilterValue = string | number | boolean | null

/** `found`: of what a customer is, who that is; nobody can write it, reports look it up. */
export type Condition = [Operator, Dimension, FilterValue[], found?: FoundUnits]

/**
 * What people did, or did not, in any of their visits. `within`: in visits that these filters choose only; nobody can
 * write it, shared links add it.
 */
export type Deed = ['has_done' | 'has_not_done', 'goal' | 'event', string[], within?: Filter[]]

/** What chooses visits (spec: api.md, "Reports"). A list of them is joined by AND. */
export type Filter =
  | Condition
  | Deed
  | FunnelFilter
  | ['or' | 'and', Filter[]]
  | ['not', Filter]
  | ['segment', string]

/** What a place allows in its filters: reports everything, channel rules only facts of the landing. */
export interface Grammar {
  dimensions: readonly string[]
  isDimension(name: string): boolean
  operators: readonly string[]
  groups: readonly string[]
  /** Of groups that only some places allow. */
  forms?: Record<string, Form>
}

type Form = (filter: unknown[], path: Path, grammar: Grammar) => Fault[]

export type Path = (string | number)[]

export interface Fault {
  path: Path
  message: string
  /** `shape`: can't be read as a filter at all; `meaning`: names something unknown, or is too much. */
  kind: 'shape' | 'meaning'
}

const DEEPEST = 12
const LONGEST_VALUE = 2_048
/** Whoever sends more faults than these has not written them by hand. */
const MOST_FAULTS = 20

function shape(path: Path, message: string): Fault[] {
  return [{ path, message, kind: 'shape' }]
}

function tooMuch(path: Path, message: string): Fault[] {
  return [{ path, message, kind: 'meaning' }]
}

function tooMany(path: Path, what: string): Fault[] {
  const limit = MOST_ENTRIES.toLocaleString('en')
  return tooMuch(
    path,
    `at most ${limit} ${what} stand in one list; use a pattern (matches) or fewer`,
  )
}

/** The faults of a list's members, of the first ones that have any. */
function faultsOfEach<T>(members: readonly T[], faultsOf: (member: T, i: number) => Fault[]) {
  const faults: Fault[] = []
  for (const [i, member] of members.entries()) {
    faults.push(...faultsOf(member, i))
    if (faults.length >= MOST_FAULTS) break
  }
  return faults
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > LONGEST_VALUE
}

function isValue(value: unknown): value is FilterValue {
  if (value === null || typeof value === 'boolean') return true
  return typeof value === 'string' || Number.isFinite(value)
}

function faultsOfValues(values: unknown, path: Path, operator: string): Fault[] {
  if (!Array.isArray(values) || values.length === 0) {
    return shape(path, 'expected a list with at least one value')
  }
  if (values.length > MOST_ENTRIES) return tooMany(path, 'values')
  if (!values.every(isValue)) return shape(path, 'a value is a text, a number or null')
  if (values.some(isLong)) return tooMuch(path, `a value has at most ${LONGEST_VALUE} characters`)
  const compares = operator === 'gt' || operator === 'lt'
  if (compares && !values.every((value) => value !== null && Number.isFinite(Number(value)))) {
    return shape(path, `${operator} compares numbers`)
  }
  return []
}

function faultsOfCondition(filter: unknown[], path: Path, grammar: Grammar): Fault[] {
  const [operator, dimension, values] = filter
  if (filter.length !== 3 || typeof dimension !== 'string') {
    return shape(path, 'expected [operator, dimension, values]')
  }
  if (!grammar.isDimension(dimension)) {
    if (isCustomerFact(dimension)) return tooMuch([...path, 1], NO_CUSTOMERS)
    const message = unknownName('dimension', dimension, grammar.dimensions)
    return [{ path: [...path, 1], message, kind: 'meaning' }]
  }
  return faultsOfValues(values, [...path, 2], String(operator))
}

function faultsOfDeed(filter: unknown[], path: Path): Fault[] {
  const [, what, names] = filter
  if (filter.length !== 3 || (what !== 'goal' && what !== 'event')) {
    return shape(path, 'expected ["has_done", "goal" or "event", names]')
  }
  if (!Array.isArray(names) || names.length === 0) return shape([...path, 2], 'expected names')
  if (names.length > MOST_ENTRIES) return tooMany([...path, 2], 'names')
  if (names.some(isLong)) {
    return tooMuch([...path, 2], `a name has at most ${LONGEST_VALUE} characters`)
  }
  return names.every((name) => typeof name === 'string') ? [] : shape([...path, 2], 'not a name')
}

function faultsOfGroup(filter: unknown[], path: Path, grammar: Grammar): Fault[] {
  const members = filter[1]
  if (filter.length !== 2 || !Array.isArray(members) || members.length === 0) {
    return shape(path, `expected ["${String(filter[0])}", [filters]]`)
  }
  if (members.length > MOST_ENTRIES) return tooMany([...path, 1], 'filters')
  return faultsOfEach(members, (member, i) => faultsOf(member, [...path, 1, i], grammar))
}

function faultsOfSegment(filter: unknown[], path: Path): Fault[] {
  const readable = filter.length === 2 && typeof filter[1] === 'string'
  return readable ? [] : shape(path, 'expected ["segment", id]')
}

const FORMS: Record<string, Form> = {
  has_done: faultsOfDeed,
  has_not_done: faultsOfDeed,
  or: faultsOfGroup,
  and: faultsOfGroup,
  not: (filter, path, grammar) =>
    filter.length === 2
      ? faultsOf(filter[1], [...path, 1], grammar)
      : shape(path, 'expected one filter'),
  segment: faultsOfSegment,
}

function faultsOf(filter: unknown, path: Path, grammar: Grammar): Fault[] {
  if (!Array.isArray(filter))
    return shape(path, 'a filter is a list: [operator, dimension, values]')
  if (path.length > 2 * DEEPEST) return tooMuch(path, `filters nest at most ${DEEPEST} deep`)
  const head: unknown = filter[0]
  if (typeof head !== 'string') return shape(path, 'a filter begins with its operator')
  if (grammar.operators.includes(head)) return faultsOfCondition(filter, path, grammar)
  const form = grammar.groups.includes(head) ? { ...FORMS, ...grammar.forms }[head] : undefined
  if (form !== undefined) return form(filter, path, grammar)
  if (head === 'funnel') return tooMuch([...path, 0], NO_FUNNEL)
  const known = [...grammar.operators, ...grammar.groups]
  const message = unknownName('operator', head, known)
  return [{ path: [...path, 0], message, kind: 'meaning' }]
}

const NO_CUSTOMERS =
  'what a customer is chooses in the filters of a report or a segment, not in the conditions of a goal or a step'

const NO_FUNNEL =
  'a funnel chooses in the filters of a report or a segment, not in the conditions of a goal or a step'

/** A fault of shape is answered as what cannot be read, another as what cannot be meant. */
function report(faults: readonly Fault[], context: z.RefinementCtx): void {
  for (const { path, message, kind } of faults) {
    if (kind === 'meaning') context.addIssue({ code: 'custom', path, message })
    else context.addIssue({ code: 'invalid_type', expected: 'array', input: [], path, message })
  }
}

/** The schema of one filter in a grammar; its faults carry the path to the very word that is wrong. */
export function filterIn<T>(grammar: Grammar): z.ZodType<T, T> {
  const schema = z.array(z.unknown()).superRefine((filter, context) => {
    report(faultsOf(filter, [], grammar), context)
  })
  // The check above is what makes an array of unknowns a filter.
  return schema as unknown as z.ZodType<T, T>
}

/** What every list of filters may hold. */
export const REPORTS: Grammar = {
  dimensions: DIMENSIONS,
  isDimension,
  operators: OPERATORS,
  groups: ['has_done', 'has_not_done', 'or', 'and', 'not', 'segment'],
}

export const Filter: z.ZodType<Filter, Filter> = filterIn<Filter>(REPORTS)

export function isDeed(filter: Filter): filter is Deed {
  return filter[0] === 'has_done' || filter[0] === 'has_not_done'
}

const MOST_FILTERS = 50

function faultsOfList(filters: readonly unknown[], grammar: Grammar): Fault[] {
  if (filters.length > MOST_FILTERS) {
    return tooMuch([], `at most ${MOST_FILTERS} filters are joined; put some of them into an "and"`)
  }
  const faults = faultsOfEach(filters, (filter, i) => faultsOf(filter, [i], grammar))
  if (faults.length > 0 || entriesOf(filters as Filter[]) <= MOST_ENTRIES) return faults
  const limit = MOST_ENTRIES.toLocaleString('en')
  return tooMuch([], `filters hold at most ${limit} conditions and values; use a pattern (matches)`)
}

/** A list of filters, `least` of them or more; looked at once and no further than its limits. */
export function filtersIn(grammar: Grammar, least: number): z.ZodType<Filter[], Filter[]> {
  const schema = z
    .array(z.unknown())
    .min(least)
    .superRefine((filters, context) => report(faultsOfList(filters, grammar), context))
  return schema as unknown as z.ZodType<Filter[], Filter[]>
}

/** The conditions of goals and of steps. */
export const Filters: z.ZodType<Filter[], Filter[]> = filtersIn(REPORTS, 0)
export type Filters = z.infer<typeof Filters>
