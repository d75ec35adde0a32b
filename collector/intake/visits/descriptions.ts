import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Connection } from '../../store/sqlite/open.ts'
import type { ReceivedEvent } from '../road.ts'

/** Account and traits of people: the latest by event time stay. */
export interface Descriptions {
  /**
   * Notes what an event says of a person. False when it would change what is known of a user and its sender may not:
   * any browser may call itself by any user's id, so it only says what was not known, unless the site trusts it.
   */
  note(site: IntakeSite, event: ReceivedEvent, of: Described): boolean
}

export interface Described {
  /** Number of the browser, and of the user that the event names. */
  visitor: number
  user: number | null
  account: number | null
}

interface Said {
  account: number | null
  traits: string | null
}

export function descriptions(db: Connection): Descriptions {
  const latest = (field: keyof Said) =>
    db.prepare(`update person set ${field} = @value, ${field}_at = @at
      where id = @person and coalesce(${field}_at, 0) <= @at`)
  const set = { account: latest('account'), traits: latest('traits') }
  const known = db.prepare<[number], Said>('select account, traits from person where id = ?')

  function put(person: number, at: number, { account, traits }: Said): void {
    if (account !== null) set.account.run({ person, at, value: account })
    if (traits !== null) set.traits.run({ person, at, value: traits })
  }

  return {
    note(site, { sender, at }, { visitor, user, account }) {
      if (account === null && sender.traits === null) return true
      const said = { account, traits: sender.traits }
      if (user === null || sender.trusted || site.trust_traits) {
        put(user ?? visitor, at, said)
        return true
      }
      const has = known.get(user) ?? { account: null, traits: null }
      put(user, at, unknownOf(said, has))
      return !differs(has.account, account) && !differs(has.traits, said.traits)
    },
  }
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
