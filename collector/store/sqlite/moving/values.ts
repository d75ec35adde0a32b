import type { MovingRow, MovingValue } from '../../moving.ts'

/** A row as SQLite has it. */
export type StoredRow = Record<string, string | number | null | Buffer>

export function packed(row: StoredRow): MovingRow {
  const values: Record<string, MovingValue> = {}
  for (const [column, value] of Object.entries(row))
    values[column] = Buffer.isBuffer(value) ? { b: value.toString('base64') } : value
  return values
}

export function unpacked(row: MovingRow): StoredRow {
  const values: StoredRow = {}
  for (const [column, value] of Object.entries(row))
    values[column] =
      typeof value === 'object' && value !== null ? Buffer.from(value.b, 'base64') : value
  return values
}
