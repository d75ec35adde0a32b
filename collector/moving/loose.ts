/** A foreign value as text; empty for what is neither text nor a number. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
}

/** The first of some foreign values that says anything. */
export function firstText(...values: readonly unknown[]): string {
  return values.map(textIn).find((text) => text !== '') ?? ''
}

/** A foreign value as a number, also where it is written as text; undefined for none. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}

export type Loose = Record<string, unknown>

export function objectIn(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Loose)
    : {}
}

export function listIn(value: unknown): Loose[] {
  return Array.isArray(value) ? value.map(objectIn) : []
}

/** The fields that say anything. */
export function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}
