/** Kinds of rows in `person`. */
export const PERSON_KIND = { cookieless: 0, stored: 1, user: 2, account: 3 } as const
export type PersonKind = (typeof PERSON_KIND)[keyof typeof PERSON_KIND]

export function isBrowser(kind: PersonKind): boolean {
  return kind === PERSON_KIND.cookieless || kind === PERSON_KIND.stored
}
