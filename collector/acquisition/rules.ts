import { readablePath } from './escapes.ts'
import { matchesGlob } from './glob.ts'

/** What a site's channel rule may look at: facts of the landing, known without any event. */
export const RULE_DIMENSIONS = [
  'source',
  'medium',
  'campaign',
  'referrer',
  'click_id',
  'landing_page',
] as const
export type RuleDimension = (typeof RULE_DIMENSIONS)[number]

export const RULE_OPERATORS = ['is', 'is_not', 'contains', 'not_contains', 'matches'] as const
export type RuleOperator = (typeof RULE_OPERATORS)[number]

/** `["is", "source", ["x"]]`, nested by `and`, `or`, `not`; a null value stands for an absent one. */
export type Filter =
  | readonly [operator: RuleOperator, dimension: RuleDimension, values: readonly (string | null)[]]
  | readonly [joint: 'and' | 'or', filters: readonly Filter[]]
  | readonly [not: 'not', filter: Filter]

export interface ChannelRule {
  readonly channel: string
  /** All must hold. */
  readonly when: readonly Filter[]
}

export type RuleSubject = Readonly<Record<RuleDimension, string | null>>

type Compare = (actual: string | null, wanted: string | null) => boolean

const equal: Compare = (actual, wanted) => actual === wanted
const contain: Compare = (actual, wanted) =>
  actual !== null && wanted !== null && actual.includes(wanted)
const match: Compare = (actual, wanted) =>
  actual !== null && wanted !== null && matchesGlob(wanted, actual)

const COMPARE = {
  is: { compare: equal, negated: false },
  is_not: { compare: equal, negated: true },
  contains: { compare: contain, negated: false },
  not_contains: { compare: contain, negated: true },
  matches: { compare: match, negated: false },
} as const satisfies Record<RuleOperator, { compare: Compare; negated: boolean }>

/** As it is compared: in lower case, a path in its readable form, however it is written. */
function comparable(dimension: RuleDimension, text: string | null): string | null {
  if (text === null) return null
  return (dimension === 'landing_page' ? readablePath(text) : text).toLowerCase()
}

/** Does the subject pass the filter? Upper and lower case are the same. */
export function passes(filter: Filter, subject: RuleSubject): boolean {
  switch (filter[0]) {
    case 'and':
      return filter[1].every((inner) => passes(inner, subject))
    case 'or':
      return filter[1].some((inner) => passes(inner, subject))
    case 'not':
      return !passes(filter[1], subject)
    default: {
      const [operator, dimension, values] = filter
      const { compare, negated } = COMPARE[operator]
      const actual = comparable(dimension, subject[dimension])
      return values.some((wanted) => compare(actual, comparable(dimension, wanted))) !== negated
    }
  }
}

/** The channel of the site's first rule that the subject passes. */
export function ruledChannel(
  rules: readonly ChannelRule[],
  subject: RuleSubject,
): string | undefined {
  return rules.find(({ when }) => when.every((filter) => passes(filter, subject)))?.channel
}
