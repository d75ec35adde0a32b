/** The parameter that a short link adds to the address that it leads to. */
export const LINK_PARAMETER = 'tl'

/** What names a short link, whatever its capitals. */
export const SLUG = /^[A-Za-z0-9_-]{1,64}$/

/** The slug that a parameter's value is; null for anything else. */
export function slugIn(value: string): string | null {
  return SLUG.test(value) ? value.toLowerCase() : null
}
