import type { ChannelRule } from '../../../collector/settings/channels.ts'
import type { RuleDimension, RuleFilter } from '../../../collector/settings/filter.ts'

export const RULE_OPERATORS = ['is', 'is_not', 'contains', 'not_contains', 'matches'] as const
export type RuleOperator = (typeof RULE_OPERATORS)[number]

export const RULE_SUBJECTS = [
  'source',
  'medium',
  'campaign',
  'referrer',
  'click_id',
  'landing_page',
] as const satisfies readonly RuleDimension[]

export interface ConditionDraft {
  operator: RuleOperator
  subject: RuleDimension
  /** Separated by commas. */
  values: string
}

/** A rule as the form edits it. Nested conditions, which only the API makes, are kept as they are. */
export interface RuleDraft {
  channel: string
  conditions: ConditionDraft[]
  kept: RuleFilter[]
}

type Plain = [RuleOperator, RuleDimension, (string | number | null)[]]

function isPlain(filter: RuleFilter): filter is Plain {
  return RULE_OPERATORS.some((operator) => operator === filter[0])
}

export function readRule({ channel, when }: ChannelRule): RuleDraft {
  const conditions = when.filter(isPlain).map(([operator, subject, values]) => ({
    operator,
    subject,
    values: values.join(', '),
  }))
  const kept = when.filter((filter) => !isPlain(filter))
  const blank: ConditionDraft = { operator: 'is', subject: 'source', values: '' }
  return { channel, conditions: conditions.length || kept.length ? conditions : [blank], kept }
}

export function writeRule({ channel, conditions, kept }: RuleDraft): ChannelRule {
  const plain = conditions.map(
    ({ operator, subject, values }): RuleFilter => [
      operator,
      subject,
      values
        .split(',')
        .map((value) => value.trim())
        .filter(Boolean),
    ],
  )
  return { channel, when: [...plain, ...kept] }
}
