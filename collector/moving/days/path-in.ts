import { normalEscapes } from '../../acquisition/escapes.ts'
import { valueIn } from './sums.ts'

/** A path as our own are stored: without its query. */
export function pathIn(text: string | undefined): string | null {
  const path = valueIn(text)?.split(/[?#]/u, 1)[0] ?? null
  return path === null || path === '' ? null : normalEscapes(path)
}
