import type { Goal, GoalInput } from '../../../collector/settings/goals.ts'
import { readWhere, type WhereDraft, writeWhere } from '../../blocks/filters/where-draft.ts'

/** A goal as the form edits it. */
export interface GoalDraft {
  name: string
  kind: 'event' | 'page'
  target: string
  value: 'none' | 'revenue' | 'fixed'
  amount: string
  count: Goal['count']
  where: WhereDraft
}

export const FRESH: GoalDraft = {
  name: '',
  kind: 'event',
  target: '',
  value: 'none',
  amount: '',
  count: 'every',
  where: readWhere([]),
}

export function readGoal({ name, event, page, value, count, where = [] }: Goal): GoalDraft {
  return {
    name,
    kind: event === undefined ? 'page' : 'event',
    target: event ?? page ?? '',
    value: typeof value === 'number' ? 'fixed' : value,
    amount: typeof value === 'number' ? String(value) : '',
    count,
    where: readWhere(where),
  }
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
    ...(where.length > 0 ? { where } : {}),
  }
}

/** Where the API's refusals of a goal are said. */
export function fieldsOf({ where }: GoalDraft): string[] {
  return ['name', 'event', 'page', 'value', ...where.properties.map((_, i) => `where.${i}`)]
}
