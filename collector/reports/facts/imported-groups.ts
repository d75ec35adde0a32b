import type { SiteRules } from '../../acquisition/site-rules.ts'
import { TABLES } from '../../imported/imported-day.ts'
import type { ImportedDays, ImportedSum } from '../../imported/read.ts'
import type { Goal } from '../../settings/goals.ts'
import type { Dimension, Metric } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import type { Question } from '../question/question.ts'
import type { KeyValue } from './gather.ts'
import type { ImportedPart, ImportedParts } from './imported-asked.ts'
import {
  type AskedOf,
  addImported,
  type ImportedFacts,
  NOTHING_IMPORTED,
  sumsFor,
} from './imported-facts.ts'
import { isChosen } from './imported-filter.ts'
import { spansOf } from './imported-spans.ts'
import { type ValueOf, valuesOf } from './imported-values.ts'

/** What imported days say of one combination of keys, as `Group` has them. */
export interface ImportedGroup {
  keys: KeyValue[]
  imported: ImportedFacts
}

export interface ImportedGathered {
  groups: Map<string, ImportedGroup>
  total: ImportedFacts
  /** By the place of a dimension: how a key is shown of which we have no spelling of our own. */
  shown: Map<string, string>[]
}

export interface ImportedRoom {
  days: ImportedDays
  rules: SiteRules
  metrics: readonly Metric[]
}

/** What of a table tells its rows apart: with it among the dimensions a visit is in a row once. */
const MAIN: Partial<Record<string, (dimension: Dimension) => boolean>> = {
  pages: (one) => one === 'page',
  custom_events: (one) => one === 'event',
  custom_props: (one) => one.startsWith('prop:'),
}

/** Sums of imported days by the question's dimensions. */
export async function gatherImported(
  room: ImportedRoom,
  question: Question,
  parts: ImportedParts,
): Promise<ImportedGathered> {
  const gathered: ImportedGathered = {
    groups: new Map(),
    total: { ...NOTHING_IMPORTED },
    shown: question.dimensions.map(() => new Map()),
  }
  for (const of of ['visits', 'events'] as const) {
    const part = parts[of]
    if (part) await addPart(room, question, { of, part }, gathered)
  }
  if (parts.total) {
    const whole = { ...question, dimensions: [] }
    const { total } = await gatherImported(room, whole, { visits: parts.total })
    gathered.total = {
      ...gathered.total,
      ...total,
      events: gathered.total.events,
      conversions: gathered.total.conversions,
    }
  }
  return gathered
}

interface Asked {
  of: AskedOf
  part: ImportedPart
}

async function addPart(
  { days, rules, metrics }: ImportedRoom,
  question: Question,
  { of, part }: Asked,
  gathered: ImportedGathered,
): Promise<void> {
  const [kind] = part.kinds
  if (!kind || part.days.from >= part.days.to) return
  const { table } = kind
  const spans = spansOf(question, part.days)
  const byWeekday = question.dimensions.includes('weekday')
  const asked = {
    kinds: part.kinds,
    buckets: spans,
    byWeekday,
    byKey: table !== 'visitors',
    sums: sumsFor(metrics),
  }
  const read = reader(question, (values) => valuesOf(kind, values, rules), gathered.shown)
  const rows = (await days.sums(asked)).flatMap((row) => {
    const values = read(row.key)
    if (!values) return []
    return [{ row, keys: keysOf(question, values, row, spans[row.bucket]?.buckets) }]
  })
  const isApart = TABLES[table].parts || question.dimensions.some((one) => MAIN[table]?.(one))
  const isWhole = TABLES[table].parts || new Set(rows.map(({ row }) => row.key)).size === 1
  const goals = table === 'custom_events' ? goalsIn(rows, question.counted) : undefined
  for (const { row, keys } of rows) {
    const { imported } = groupOf(gathered.groups, keys)
    addImported(imported, isApart ? row : withoutVisits(row), of, goals?.(row.key))
    addImported(gathered.total, isWhole ? row : withoutVisits(row), of, goals?.(row.key))
  }
}

/** Whoever is in several rows of a day would be counted in each. */
function withoutVisits(row: ImportedSum): ImportedSum {
  return { ...row, visitors: null, visits: null, bounces: null, visit_duration: null }
}

type Values = readonly (string | null)[]

type ReadKey = (key: string) => ReadonlyMap<number, string | null> | undefined

/** Reads each key once: the values of the dimensions by their places; undefined for what the filters leave out. */
function reader(
  question: Question,
  valuesFor: (values: Values) => ValueOf,
  shown: readonly Map<string, string>[],
): ReadKey {
  const filters = [...question.filters, ...question.held]
  const places = question.dimensions.flatMap((dimension, place) =>
    sourceOf(dimension).scope === 'time' ? [] : [{ dimension, place }],
  )
  const known = new Map<string, ReturnType<ReadKey>>()
  const read: ReadKey = (key) => {
    const valueIn = valuesFor(JSON.parse(key))
    if (!isChosen(filters, valueIn)) return undefined
    const found = places.map(({ dimension, place }) => ({ place, value: valueIn(dimension) }))
    if (found.some(({ value }) => value === undefined)) return undefined
    for (const { place, value } of found)
      if (value?.key && value.shown) shown[place]?.set(value.key, value.shown)
    return new Map(found.map(({ place, value }) => [place, value?.key ?? null]))
  }
  return (key) => {
    if (!known.has(key)) known.set(key, read(key))
    return known.get(key)
  }
}

function keysOf(
  { dimensions }: Question,
  values: ReadonlyMap<number, string | null>,
  { weekday }: ImportedSum,
  buckets: ReadonlyMap<number, number> | undefined,
): KeyValue[] {
  return dimensions.map((dimension, place) =>
    dimension === 'weekday' ? weekday : (buckets?.get(place) ?? values.get(place) ?? null),
  )
}

function groupOf(groups: Map<string, ImportedGroup>, keys: KeyValue[]): ImportedGroup {
  const name = JSON.stringify(keys)
  const known = groups.get(name)
  if (known) return known
  const group = { keys, imported: { ...NOTHING_IMPORTED } }
  groups.set(name, group)
  return group
}

/** The same where some row is of such an event: another tool that never heard of it does not say that there was none. */
function goalsIn(rows: readonly { row: ImportedSum }[], counted: readonly Goal[]) {
  const goals = simpleGoals(counted)
  return goals && rows.some(({ row }) => goals(row.key) > 0) ? goals : undefined
}

/** How many goals count an event by its name alone, every time; undefined where one counts otherwise: sums do not tell then. */
function simpleGoals(goals: readonly Goal[]): ((key: string) => number) | undefined {
  const isSimple = ({ event, where, count }: Goal) =>
    event !== undefined && !where?.length && count === 'every'
  if (goals.length === 0 || !goals.every(isSimple)) return undefined
  return (key) => {
    const [name] = JSON.parse(key)
    return goals.filter(({ event }) => event === name).length
  }
}
