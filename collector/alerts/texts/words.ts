import type { AlertSignal } from '../../alert-signals.ts'
import type { BrokenReason } from '../../settings/alert-definition.ts'
import type { Metric } from '../../vocabulary.ts'

/** What was watched, in words that stand in a sentence. */
export interface Said {
  what: string
  value: string
  /** The limit, or the change that was asked for. */
  limit: string
  /** In which hour, on which day or in which week. */
  on: string
  before: string
  /** `12–24`; empty where nobody knows. */
  usual: string
  /** The middle of what is usual; empty where nobody knows. */
  expected: string
  /** Of what is unusual: below. */
  isLow: boolean
  names: string
}

type Sentence = (said: Said) => string

/** Words of what alerts tell. */
export interface Texts {
  /** For numbers and dates. */
  locale: string
  metrics: Record<Metric, string>
  ofGoal: Partial<Record<Metric, (goal: string) => string>>
  funnel: (name: string) => string
  on: {
    hour: (day: string, from: string, to: string) => string
    day: (day: string) => string
    week: (from: string, to: string) => string
  }
  points: (number: string) => string
  fired: Record<'above' | 'below' | 'up_by' | 'down_by' | 'unusual', Sentence>
  recovered: Record<'above' | 'below' | 'up_by' | 'down_by' | 'unusual', Sentence>
  signals: Record<AlertSignal, { fired: Sentence; recovered: Sentence }>
  broken: (name: string) => string
  why: Record<BrokenReason['why'], string>
  test: (title: string) => string
  facts: {
    value: string
    limit: string
    usual: string
    before: string
    when: string
    site: string
    filters: string
  }
  open: string
  change: string
}
