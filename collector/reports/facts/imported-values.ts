import { readablePath } from '../../acquisition/escapes.ts'
import type { SiteRules } from '../../acquisition/site-rules.ts'
import { type Kind, TABLES } from '../../imported/imported-day.ts'
import {
  ORIGIN_DIMENSIONS,
  type OriginDimension,
  originOf,
  tellsOrigin,
} from '../../imported/origin.ts'
import type { Dimension } from '../../vocabulary.ts'

/** A row's value of a dimension; undefined: the row is of no such thing. */
export interface ImportedValue {
  /** As our own rows are grouped by. */
  key: string | null
  /** Another spelling to show, where we have none of our own. */
  shown?: string | null | undefined
}
export type ValueOf = (dimension: Dimension) => ImportedValue | undefined

const PATHS: ReadonlySet<string> = new Set(['page', 'landing_page', 'exit_page'])

function isOrigin(dimension: Dimension): dimension is OriginDimension {
  return ORIGIN_DIMENSIONS.some((one) => one === dimension)
}

/** The property that a dimension is; undefined for any other. */
export function propertyOf(dimension: Dimension): string | undefined {
  return dimension.startsWith('prop:') ? dimension.slice('prop:'.length) : undefined
}

/** Whether rows of the kind tell the dimension. */
export function tells(kind: Kind, dimension: Dimension): boolean {
  if (kind.table === 'sources') return isOrigin(dimension) && tellsOrigin(kind, dimension)
  if (kind.table === 'custom_props') return propertyOf(dimension) !== undefined
  return kind.told.some((column) => column === dimension)
}

/** How the dimensions of a row's values are read, whose origins the site's rules make. */
export function valuesOf(
  { table }: Kind,
  values: readonly (string | null)[],
  rules: SiteRules,
): ValueOf {
  if (table === 'sources') {
    const { values: found, shown } = originOf(values, rules)
    return (dimension) =>
      isOrigin(dimension) ? { key: found[dimension], shown: shown[dimension] } : undefined
  }
  if (table === 'custom_props') {
    const [property, value = null] = values
    return (dimension) => (propertyOf(dimension) === property ? { key: value } : undefined)
  }
  const columns: readonly string[] = TABLES[table].columns
  return (dimension) => {
    const value = values[columns.indexOf(dimension)] ?? null
    return { key: value !== null && PATHS.has(dimension) ? readablePath(value) : value }
  }
}
