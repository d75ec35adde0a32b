import { PERSON_KIND, type PersonKind } from '../../person-kind.ts'
import type { PersonName } from '../changes.ts'
import { packId } from './uid.ts'

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
