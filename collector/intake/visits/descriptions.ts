import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Persons, Said } from '../../store/ledger.ts'
import type { ReceivedEvent } from '../road.ts'

export interface Described {
  /** Number of the browser, and of the user that the event names. */
  visitor: number
  user: number | null
  account: number | null
}

/**
 * Notes what an event says of a person: the latest by event time stays. False when it would change what is known of a
 * user and its sender may not: any browser may call itself by any user's id, so it only says what was not known, unless
 * the site trusts it.
 */
export function describe(
  persons: Persons,
  site: IntakeSite,
  { sender, at }: ReceivedEvent,
  { visitor, user, account }: Described,
): boolean {
  // An account's own event says nothing of whose it is.
  const said: Said = { account: account === visitor ? null : account, traits: sender.traits }
  if (said.account === null && said.traits === null) return true
  if (user === null || sender.trusted || site.trust_traits) {
    persons.say(user ?? visitor, at, said)
    return true
  }
  const has = persons.said(user)
  persons.say(user, at, unknownOf(said, has))
  return !differs(has.account, account) && !differs(has.traits, said.traits)
}

function unknownOf(said: Said, has: Said): Said {
  return {
    account: has.account === null ? said.account : null,
    traits: has.traits === null ? said.traits : null,
  }
}

function differs(has: number | string | null, said: number | string | null): boolean {
  return has !== null && said !== null && has !== said
}
