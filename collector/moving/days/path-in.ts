import { normalEscapes } from '../../acquisition/escapes.ts'
import { redact, redactPath } from '../../intake/redact.ts'
import { valueIn } from './sums.ts'

/** A path as our own are stored: without its query, and without e-mail addresses and secrets. */
export function pathIn(text: string | undefined): string | null {
  const path = valueIn(text)?.split(/[?#]/u, 1)[0] ?? null
  return path === null || path === '' ? null : redactPath(normalEscapes(path))
}

/** A page's title, likewise. */
export function titleIn(text: string | undefined): string | null {
  const title = valueIn(text)
  return title === null ? null : redact(title)
}
