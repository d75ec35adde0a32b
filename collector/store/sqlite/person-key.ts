import { PERSON_KIND, type PersonKind } from '../../person-kind.ts'
import { packId } from './uid.ts'

/** A person's key as it is stored: ids packed, a cookieless visitor's hex as its bytes. */
export function packedKey(kind: PersonKind, key: string): Buffer | string {
  return kind === PERSON_KIND.cookieless ? Buffer.from(key, 'hex') : packId(key)
}
