import { PERSON_KIND, type PersonKind } from '../person-kind.ts'
import type { PersonName } from './changes.ts'

export interface PersonMeaning {
  kind: PersonKind
  /** As it was sent, or a cookieless visitor's as hex. */
  key: string
}

/** The rows of `person` that a name can mean, the likeliest first: an id may happen to look like a key. */
export function meaningsOf({ kind, id }: PersonName): PersonMeaning[] {
  if (kind !== 'visitor') return [{ kind: PERSON_KIND[kind], key: id }]
  const sent = { kind: PERSON_KIND.stored, key: id }
  return /^[0-9a-f]{16}$/u.test(id) ? [sent, { kind: PERSON_KIND.cookieless, key: id }] : [sent]
}
