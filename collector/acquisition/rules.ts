import { fold } from '../filter-tree.ts'
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

type Condition = readonly [
  operator: RuleOperator,
  dimension: RuleDimension,
  values: readonly RuleValue[],
]

/** Null stands for an absent value, a number or a flag for its text. */
type RuleValue = string | number | boolean | null

/** `["is", "source", ["x"]]`, nested by `and`, `or`, `not`. */
export type RuleFilter =
  | Condition
  | readonly [joint: 'and' | 'or', filters: readonly RuleFilter[]]
  | readonly [not: 'not', filter: RuleFilter]

export interface ChannelRule {
  readonly channel: string
  /** All must hold. */
  readonly when: readonly RuleFilter[]
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
function comparable(dimension: RuleDimension, value: RuleValue): string | null {
  if (value === null) return null
  const text = String(value)
  return (dimension === 'landing_page' ? readablePath(text) : text).toLowerCase()
}

function holds([operator, dimension, values]: Condition, subject: RuleSubject): boolean {
  const { compare, negated } = COMPARE[operator]
  const actual = comparable(dimension, subject[dimension])
  return values.some((wanted) => compare(actual, comparable(dimension, wanted))) !== negated
}

/** Does the subject pass the filter? Upper and lower case are the same. */
export function passes(filter: RuleFilter, subject: RuleSubject): boolean {
  return fold(filter, {
    leaf: (condition) => holds(condition, subject),
    and: (members) => members.every(Boolean),
    or: (members) => members.some(Boolean),
    not: (member) => !member,
  })
}

/** The channel of the site's first rule that the subject passes. */
export function ruledChannel(
  rules: readonly ChannelRule[],
  subject: RuleSubject,
): string | undefined {
  return rules.find(({ when }) => when.every((filter) => passes(filter, subject)))?.channel
}
