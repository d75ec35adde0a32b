import type { GoalTarget } from '../../../collector/settings/goal-target.ts'
import type { Goal, GoalInput } from '../../../collector/settings/goals.ts'
import { readWhere, type WhereDraft, writeWhere } from '../../blocks/filters/where-draft.ts'

export type Aim = 'none' | 'count' | 'revenue'

/** A goal as the form edits it. */
export interface GoalDraft {
  name: string
  kind: 'event' | 'page'
  target: string
  value: 'none' | 'revenue' | 'fixed'
  amount: string
  count: Goal['count']
  /** What it is to reach, how much of it, and in what time. */
  aim: Aim
  aimed: string
  per: GoalTarget['per']
  where: WhereDraft
}

export const FRESH: GoalDraft = {
  name: '',
  kind: 'event',
  target: '',
  value: 'none',
  amount: '',
  count: 'every',
  ...readTarget(undefined),
  where: readWhere([]),
}

export function readGoal({ name, event, page, value, count, target, where = [] }: Goal): GoalDraft {
  return {
    name,
    kind: event === undefined ? 'page' : 'event',
    target: event ?? page ?? '',
    value: typeof value === 'number' ? 'fixed' : value,
    amount: typeof value === 'number' ? String(value) : '',
    count,
    ...readTarget(target),
    where: readWhere(where),
  }
}

function readTarget(target: Goal['target']): Pick<GoalDraft, 'aim' | 'aimed' | 'per'> {
  if (!target) return { aim: 'none', aimed: '', per: 'month' }
  const { count, revenue, per } = target
  return { aim: count === undefined ? 'revenue' : 'count', aimed: String(count ?? revenue), per }
}

/** What a goal may be to reach: of one without a value no money. */
export function aimsOf({ value }: Pick<GoalDraft, 'value'>): readonly Aim[] {
  return value === 'none' ? ['none', 'count'] : ['none', 'count', 'revenue']
}

function writeTarget(draft: GoalDraft): Pick<GoalInput, 'target'> {
  const { aim, aimed, per } = draft
  if (aim === 'none' || !aimsOf(draft).includes(aim)) return {}
  const amount = Number(aimed)
  return { target: aim === 'count' ? { count: amount, per } : { revenue: amount, per } }
}

/** What the API stores. */
export function writeGoal(draft: GoalDraft): GoalInput {
  const { name, kind, target, value, amount, count } = draft
  const where = writeWhere(draft.where)
  return {
    name,
    ...(kind === 'event' ? { event: target } : { page: target }),
    value: value === 'fixed' ? Number(amount) : value,
    count,
    ...writeTarget(draft),
    ...(where.length > 0 ? { where } : {}),
  }
}

/** Where the API's refusals of a goal are said. */
export function fieldsOf({ where }: GoalDraft): string[] {
  const conditions = where.properties.map((_, i) => `where.${i}`)
  return ['name', 'event', 'page', 'value', 'target.count', 'target.revenue', ...conditions]
}
