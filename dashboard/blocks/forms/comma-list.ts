import type { FilterValue } from '../../../collector/settings/filter.ts'

/** Values that stand in one field, between commas. */
export function valuesOf(text: string): string[] {
  return text
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean)
}

/** Whether a value reads back as it was when it stands between commas. */
export function isListable(value: FilterValue): value is string {
  return typeof value === 'string' && /^[^,]+$/.test(value) && value.trim() === value
}

export function listed(values: readonly FilterValue[]): string {
  return values.join(', ')
}
