import {
  RULE_OPERATORS,
  type RuleDimension,
  type RuleOperator,
} from '../../../collector/acquisition/rules.ts'
import type { ChannelRule } from '../../../collector/settings/channels.ts'
import type { FilterValue } from '../../../collector/settings/filter.ts'
import type { RuleFilter } from '../../../collector/settings/rule-filter.ts'
import { isListable, listed, valuesOf } from '../../blocks/forms/comma-list.ts'

export interface ConditionDraft {
  operator: RuleOperator
  subject: RuleDimension
  /** Separated by commas. */
  values: string
}

/** A rule as the form edits it. What the form cannot write, such as a nested condition or no value, is kept as it is. */
export interface RuleDraft {
  channel: string
  conditions: ConditionDraft[]
  kept: RuleFilter[]
}

type Plain = [RuleOperator, RuleDimension, string[]]

function isPlain(filter: RuleFilter): filter is Plain {
  return (
    RULE_OPERATORS.some((operator) => operator === filter[0]) && valuesIn(filter).every(isListable)
  )
}

function valuesIn(filter: RuleFilter): readonly FilterValue[] {
  return filter.length === 3 ? filter[2] : []
}

export function readRule({ channel, when }: ChannelRule): RuleDraft {
  const conditions = when.filter(isPlain).map(([operator, subject, values]) => ({
    operator,
    subject,
    values: listed(values),
  }))
  const kept = when.filter((filter) => !isPlain(filter))
  const blank: ConditionDraft = { operator: 'is', subject: 'source', values: '' }
  return { channel, conditions: conditions.length || kept.length ? conditions : [blank], kept }
}

export function writeRule({ channel, conditions, kept }: RuleDraft): ChannelRule {
  const plain = conditions.map(
    ({ operator, subject, values }): RuleFilter => [operator, subject, valuesOf(values)],
  )
  return { channel, when: [...plain, ...kept] }
}

/** Where the API's refusals of a rule are said. */
export function fieldsOf({ conditions }: RuleDraft, rule: number): string[] {
  const whens = conditions.map((_, i) => `rules.${rule}.when.${i}`)
  return [`rules.${rule}.channel`, ...whens]
}

/** The rules with one of them a place earlier: the first that holds decides. */
export function movedUp(drafts: readonly RuleDraft[], index: number): RuleDraft[] {
  const before = drafts[index - 1]
  const one = drafts[index]
  return before && one ? drafts.with(index - 1, one).with(index, before) : [...drafts]
}
