import type { Dimension } from '../../collector/vocabulary.ts'
import { type ReportAnswer, type ReportRequest, reportQuestion } from './report.ts'
import { isKnown, type Question } from './resource.ts'
import { usePaused } from './use-paused.ts'
import { useAnswer, useResource } from './use-resource.ts'
import { aloneRequest } from './view.ts'

/** A value that a dimension has; how often is unknown of those that are always offered. */
export interface SiteValue {
  dimension: Dimension
  value: string | null
  count?: number
}

type ValuesAnswer = ReportAnswer<'values'>

/** Of each dimension: all of most, and of the others those that somebody looks for. */
const MOST = 100

/** The dimensions whose values are few and known. */
const ALWAYS: readonly SiteValue[] = [
  ...['new', 'returning'].map((value) => ({ dimension: 'visitor_kind' as const, value })),
  ...['1', '2', '3', '4', '5', '6', '7'].map((value) => ({ dimension: 'weekday' as const, value })),
]

type Dimensions = ReportRequest<'values'>['dimensions']

/** What the site had in the period in view, whatever is filtered by. */
function valuesQuestion(more: { q?: string; dimensions?: Dimensions } = {}) {
  const { period } = aloneRequest.value
  return reportQuestion('values', { period, limit: MOST, ...more })
}

/** What was cut is sought by the server, once typing pauses. */
function restQuestion({
  q,
  cut,
}: {
  q: string
  cut: Dimensions
}): Question<ValuesAnswer> | undefined {
  return q.length > 1 && cut?.length ? valuesQuestion({ q, dimensions: cut }) : undefined
}

interface SiteValues {
  values: readonly SiteValue[]
  /** What was found later, beyond the commonest: it is shown below, where it moves nothing. */
  more: readonly SiteValue[]
  /** The first are still being looked for. */
  awaited: boolean
}

/** The values that the site had in the period, with those that have what is typed in them. */
export function useSiteValues(typed: string): SiteValues {
  const usual = useResource<ValuesAnswer>(() => valuesQuestion())
  const q = usePaused(typed.trim())
  const cut = usual.data.value?.cut as Dimensions
  const rest = useAnswer({ q, cut }, restQuestion)
  const known = valuesOf(usual.data.value)
  const found = q.length > 1 && q === typed.trim() ? valuesOf(rest.data.value) : []
  return {
    values: [...ALWAYS, ...known],
    more: beyond(known, found),
    awaited: !isKnown(usual),
  }
}

function valuesOf(answer: ValuesAnswer | undefined): SiteValue[] {
  return (answer?.rows ?? []) as SiteValue[]
}

/** What of the found is not among the known. */
export function beyond(known: readonly SiteValue[], found: readonly SiteValue[]): SiteValue[] {
  const keyOf = ({ dimension, value }: SiteValue) => `${dimension} ${JSON.stringify(value)}`
  const keys = new Set(known.map(keyOf))
  return found.filter((one) => !keys.has(keyOf(one)))
}
