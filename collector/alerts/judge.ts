import type { AlertWhen, ValueForm } from '../alert-signals.ts'
import type { Reading } from '../settings/alert-definition.ts'

export interface Rule {
  when: AlertWhen
  value: number
  form: ValueForm
}

/** Whether a rule is broken by what was; null where nothing can be said, which changes nothing. */
export function isBreached(rule: Rule, reading: Reading): boolean | null {
  const { value } = reading
  return value === null ? null : JUDGES[rule.when](rule, value, reading)
}

type Judge = (rule: Rule, value: number, reading: Reading) => boolean | null

/** Rounding of what was divided: 12 is up by 0.2 from 10. */
const TINY = 1e-9

const JUDGES: Record<AlertWhen, Judge> = {
  above: (rule, value) => value > rule.value,
  below: (rule, value) => value < rule.value,
  up_by: (rule, value, { before }) => {
    const change = changeOf(rule.form, value, before)
    return change === null ? null : change >= rule.value - TINY
  },
  down_by: (rule, value, { before }) => {
    const change = changeOf(rule.form, value, before)
    return change === null ? null : change <= TINY - rule.value
  },
  unusual: (_, value, { usual }) => (usual ? value < usual.low || value > usual.high : null),
}

/**
 * Shares change by their difference: from 0.04 to 0.05 by 0.01, a point. All others change by a part of what was: from 50 to 60 by
 * 0.2. What comes after nothing is held against one: from 0 to 5 by 5, so that no change is without end, and from 0 to 0 by none.
 */
export function changeOf(form: ValueForm, value: number, before: number | undefined) {
  if (before === undefined) return null
  if (form === 'share') return value - before
  return (value - before) / (before === 0 ? 1 : Math.abs(before))
}
