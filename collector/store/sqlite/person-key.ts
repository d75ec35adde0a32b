import { PERSON_KIND, type PersonKind } from '../../intake/road.ts'
import { packId } from './uid.ts'

/** A user, a browser or an account by the id that was sent; a cookieless browser by its key in hex. */
export interface PersonName {
  kind: 'user' | 'visitor' | 'account'
  id: string
}

export interface PersonKey {
  kind: PersonKind
  key: Buffer | string
}

/** The rows of `person` that a name can mean, the likeliest first: an id may happen to look like a key. */
export function personKeys({ kind, id }: PersonName): PersonKey[] {
  if (kind !== 'visitor') return [{ kind: PERSON_KIND[kind], key: packId(id) }]
  const sent = { kind: PERSON_KIND.stored, key: packId(id) }
  if (!/^[0-9a-f]{16}$/u.test(id)) return [sent]
  return [sent, { kind: PERSON_KIND.cookieless, key: Buffer.from(id, 'hex') }]
}
