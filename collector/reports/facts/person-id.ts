import { PERSON_KIND } from '../../person-kind.ts'
import type { PersonName } from '../../store/changes.ts'

/**
 * How a person is known: by a user id, by an id kept in the browser, or for a day without either; or, of what a server
 * tells of nobody in particular, by the account.
 */
export const KNOWN_BY = ['user', 'visitor', 'cookieless', 'account'] as const
type KnownBy = (typeof KNOWN_BY)[number]

const KNOWN_AS = {
  [PERSON_KIND.user]: 'user',
  [PERSON_KIND.stored]: 'visitor',
  [PERSON_KIND.cookieless]: 'cookieless',
  [PERSON_KIND.account]: 'account',
} as const

/** A kind of row in `person`, of those that are people. */
export type KindOfPerson = keyof typeof KNOWN_AS

export function knownBy(kind: KindOfPerson): KnownBy {
  return KNOWN_AS[kind]
}

/** `user:alice`, `visitor:V1StGXR8_Z5jdHi6B-myT`, `account:acme`; a cookieless visitor's key is its id, in hex. */
export function personId(kind: KindOfPerson, key: string): string {
  return `${kind === PERSON_KIND.cookieless ? 'visitor' : KNOWN_AS[kind]}:${key}`
}

/** Whom an id may name, in the order in which to look: without a kind before it, a user, then a visitor. */
export function namesOf(id: string): PersonName[] {
  const [, kind, own] = /^(user|visitor|account):(.+)$/su.exec(id) ?? []
  if (own !== undefined) return [{ kind: kind as PersonName['kind'], id: own }]
  return [
    { kind: 'user', id },
    { kind: 'visitor', id },
  ]
}
