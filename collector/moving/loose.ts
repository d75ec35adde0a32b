import { writtenNumber } from './written-number.ts'

/** A foreign value as text; empty for what is neither text nor a number. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
}

/** The first of some foreign values that says anything. */
export function firstText(...values: readonly unknown[]): string {
  return values.map(textIn).find((text) => text !== '') ?? ''
}

/** A foreign value as a number, also where a program or a spreadsheet has written it as text; undefined for none. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value !== 'string') return finite(value)
  const text = value.trim()
  if (text === '') return undefined
  const [, minus = '', rest = ''] = /^(-?)(.*)$/su.exec(text) ?? []
  const written = writtenNumber(rest)
  return finite(Number(text)) ?? (written === undefined ? undefined : Number(`${minus}${written}`))
}

function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
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
