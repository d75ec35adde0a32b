import type { Trimmed } from './road.ts'

/** Properties and traits: flat, few and short. What is not goes, and the rest is kept. */

const MOST_KEYS = 30
const MOST_KEY = 60
const MOST_TEXT = 500

type Json = Record<string, unknown>

export interface KeptProperties {
  /** Canonical JSON of a flat object; null for an empty one. */
  json: string | null
  keys: readonly string[]
}

export const NOTHING: KeptProperties = { json: null, keys: [] }

/** What may be kept of a property object. What goes is noted in `trimmed` as `field`. */
export function properties(value: Json, field: Trimmed, trimmed: Trimmed[]): KeptProperties {
  const keys = Object.keys(value)
  if (keys.length === 0) return NOTHING
  if (keys.length <= MOST_KEYS && keys.every((key) => fits(key, value[key])))
    return { json: JSON.stringify(value), keys }
  trimmed.push(field)
  const kept = keys
    .filter((key) => isKey(key) && isValue(value[key]))
    .slice(0, MOST_KEYS)
    .map((key) => [key, cutValue(value[key])] as const)
  if (kept.length === 0) return NOTHING
  return { json: JSON.stringify(Object.fromEntries(kept)), keys: kept.map(([key]) => key) }
}

/** The first `most` characters, none of them halved. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most)
}

function fits(key: string, value: unknown): boolean {
  return isKey(key) && isValue(value) && (typeof value !== 'string' || value.length <= MOST_TEXT)
}

function isKey(key: string): boolean {
  return key.length > 0 && key.length <= MOST_KEY
}

function isValue(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return true
  return typeof value === 'number' && Number.isFinite(value)
}

function cutValue(value: unknown): unknown {
  return typeof value === 'string' ? cut(value, MOST_TEXT) : value
}
