import type { ImportedExtent } from '../../imported/read.ts'
import { type Dimension, isCustomerFact } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import type { Question } from '../question/question.ts'
import type { Days } from '../time/period.ts'
import type { AskedOf } from './imported-facts.ts'
import { dimensionsIn } from './imported-filter.ts'
import { propertyOf, tells } from './imported-values.ts'

/** Why imported days are in no row: sums have no hours, and are told by one thing at a time. */
export type LeftOut = 'hours' | 'filters' | 'dimensions'

/** The days that are asked about, as far as other tools tell of them. */
export interface ImportedPart {
  days: Days
  kinds: readonly ImportedExtent[]
}

/** What is asked of imported days: of visits, of events, and of all visits together. */
export type ImportedParts = Partial<Record<AskedOf | 'total', ImportedPart>>

const HOURS: ReadonlySet<string> = new Set(['hour', 'time:hour'])

/** What imported days can say to a question, of which there are some in its period, or why they cannot. */
export function partsFor(
  question: Question,
  extents: readonly ImportedExtent[],
): ImportedParts | LeftOut {
  if (question.dimensions.some((one) => HOURS.has(one))) return 'hours'
  const chosen = dimensionsIn([...question.filters, ...question.held])
  if (!chosen) return 'filters'
  const shown = question.dimensions.filter((one) => sourceOf(one).scope !== 'time')
  if (shown.some(isCustomerFact)) return 'dimensions'
  const all = [...new Set([...shown, ...chosen])]
  const parts = partsBy(question, extents, { all, isFiltered: chosen.length > 0 })
  if (parts.visits || parts.events) return parts
  const known = partsBy(question, extents, { all: shown, isFiltered: false })
  const isKnown = known.visits !== undefined || known.events !== undefined
  return isKnown || shown.length === 0 ? 'filters' : 'dimensions'
}

function partsBy(
  { period }: Question,
  extents: readonly ImportedExtent[],
  { all: dimensions, isFiltered }: { all: readonly Dimension[]; isFiltered: boolean },
): ImportedParts {
  // A row of properties is of one of them.
  const isOne = dimensions.filter((one) => propertyOf(one) !== undefined).length <= 1
  const telling = extents.filter((kind) => isOne && dimensions.every((one) => tells(kind, one)))
  const ofEvents = telling.filter(({ table }) => table.startsWith('custom_'))
  const isTotal = dimensions.length === 0
  const [first] = isTotal ? telling.filter(({ table }) => table === 'visitors') : telling
  const ofVisits = telling.filter(({ table }) => table === first?.table)
  const wanted = isTotal ? ofEvents.filter(({ table }) => table === 'custom_events') : ofEvents
  // Whoever saw several pages is in several rows: how many there were in all, the table of totals says.
  const isOfPages = first?.table === 'pages' && !isFiltered
  const totals = isOfPages ? extents.filter(({ table }) => table === 'visitors') : []
  return {
    ...(totals.length > 0 && { total: part(totals, period.days) }),
    ...(ofVisits.length > 0 && { visits: part(ofVisits, period.days) }),
    ...(wanted.length > 0 && { events: part(wanted, period.days) }),
  }
}

function part(kinds: readonly ImportedExtent[], days: Days): ImportedPart {
  const from = Math.min(...kinds.map(({ first }) => first))
  const to = Math.max(...kinds.map(({ last }) => last)) + 1
  return { kinds, days: { from: Math.max(from, days.from), to: Math.min(to, days.to) } }
}

/** The kinds that tell of a day of the period. */
export function extentsIn(
  { period: { days } }: Question,
  extents: readonly ImportedExtent[],
): ImportedExtent[] {
  return extents.filter(({ first, last }) => first < days.to && last >= days.from)
}

/** From the first of the days to the last. */
export function spanOfAll(days: readonly Days[]): Days {
  return {
    from: Math.min(...days.map(({ from }) => from)),
    to: Math.max(...days.map(({ to }) => to)),
  }
}
