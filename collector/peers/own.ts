import { objectIn } from './told.ts'

/** Our own script under another's name sends what it always sends, with the site beside it, to where theirs would have. */
export function siteOfOwn(sent: unknown): string | undefined {
  const value = objectIn(sent)
  return value && typeof value.site === 'string' && Array.isArray(value.events)
    ? value.site.toLowerCase()
    : undefined
}
