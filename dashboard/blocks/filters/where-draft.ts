import type { Filter, FilterValue } from '../../../collector/settings/filter.ts'
import type { Operator } from '../../../collector/vocabulary.ts'
import { type Condition, isCondition } from '../../models/filters.ts'
import { isListable, listed, valuesOf } from '../forms/comma-list.ts'

const PROPERTY = 'prop:'

/** One condition on a property, as the form edits it. */
export interface PropertyDraft {
  property: string
  operator: Operator
  /** Separated by commas. */
  values: string
}

export const BLANK: PropertyDraft = { property: '', operator: 'is', values: '' }

/** A goal's conditions. What the form cannot write, such as a nested one or a number, is kept as it is. */
export interface WhereDraft {
  properties: PropertyDraft[]
  kept: Filter[]
}

function compares(operator: Operator): boolean {
  return operator === 'gt' || operator === 'lt'
}

function isNumber(value: FilterValue): boolean {
  return typeof value === 'number'
}

function isWritable(filter: Filter): filter is Condition {
  if (!isCondition(filter) || !filter[1].startsWith(PROPERTY)) return false
  const isTyped = compares(filter[0]) ? isNumber : isListable
  return filter[2].every(isTyped)
}

export function readWhere(where: readonly Filter[]): WhereDraft {
  const properties = where.filter(isWritable).map(([operator, dimension, values]) => ({
    property: dimension.slice(PROPERTY.length),
    operator,
    values: listed(values),
  }))
  return { properties, kept: where.filter((filter) => !isWritable(filter)) }
}

/** Whether every condition says something that can be asked: a property, values, and numbers where they are compared. */
export function isAskable({ properties }: WhereDraft): boolean {
  return properties.every(({ property, operator, values }) => {
    const said = valuesOf(values)
    const isNumeric = said.every((value) => Number.isFinite(Number(value)))
    return property.trim() !== '' && said.length > 0 && (isNumeric || !compares(operator))
  })
}

export function writeWhere({ properties, kept }: WhereDraft): Filter[] {
  const written = properties.map(({ property, operator, values }): Filter => {
    const said = valuesOf(values)
    const meant = compares(operator) ? said.map(Number) : said
    return [operator, `${PROPERTY}${property.trim()}`, meant]
  })
  return [...written, ...kept]
}
