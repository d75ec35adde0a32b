import { Refusal } from '../refusal.ts'
import type { Table } from './csv-rows.ts'

/** Reads a row's cell by its column's name; an absent column, and PostgreSQL's `\N`, are empty. */
export type CellOf<Name extends string> = (cells: readonly string[], name: Name) => string

/** Finds columns by name, whatever their case. Throws a 422 that names those of `needed` that are not there. */
export function cellsOf<Name extends string>(
  table: Table,
  names: readonly Name[],
  needed: readonly Name[],
): CellOf<Name> {
  const own = table.columns.map((column) => column.toLowerCase())
  const at = Object.fromEntries(names.map((name) => [name, own.indexOf(name)]))
  const missing = needed.filter((name) => (at[name] ?? -1) < 0)
  if (missing.length > 0) throw new Refusal(422, missingColumns(missing, table.columns))
  return (cells, name) => {
    const cell = cells[at[name] as number]
    return cell === undefined || cell === '\\N' || cell === 'NULL' ? '' : cell
  }
}

function missingColumns(missing: readonly string[], columns: readonly string[]): string {
  const which =
    missing.length === 1 ? `the column ${missing[0]} is` : `the columns ${missing.join(', ')} are`
  return `${which} missing; there are ${columns.slice(0, 40).join(', ')}`
}

/** A row as it stood there, or nearly, for the list of what was refused. */
export function rowText(cells: readonly string[], { separator }: Table): string {
  return cells.join(separator).slice(0, 2_000)
}
