import type { z } from 'zod'
import {
  RULE_DIMENSIONS,
  RULE_OPERATORS,
  type RuleDimension,
  type RuleOperator,
} from '../acquisition/rules.ts'
import { type FilterValue, filterIn } from './filter.ts'

/** A condition of a channel rule. */
export type RuleFilter =
  | [RuleOperator, RuleDimension, FilterValue[]]
  | ['or' | 'and', RuleFilter[]]
  | ['not', RuleFilter]

export const RuleFilter: z.ZodType<RuleFilter, RuleFilter> = filterIn<RuleFilter>({
  dimensions: RULE_DIMENSIONS,
  isDimension: (name) => RULE_DIMENSIONS.some((known) => known === name),
  operators: RULE_OPERATORS,
  groups: ['or', 'and', 'not'],
})
