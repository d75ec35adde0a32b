import { z } from 'zod'
import { boxOf } from '../auth/box.ts'
import { DAY } from '../durations.ts'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings/tables.ts'

/** Whether whoever has an address lets it be told things. */
const CONSENTS = ['given', 'asked', 'declined'] as const
export const Consent = z.enum(CONSENTS)
export type Consent = z.infer<typeof Consent>

/** An address, and the site that would tell it things. */
export interface Addressed {
  /** Its number. */
  site: number
  email: string
}

/** Letters of these ask; a stranger gets no more of them, of whichever sites. */
export const MOST_A_DAY = 3
/** Of a site: nobody asks a list of strangers. */
export const MOST_OF_SITE_A_DAY = 20

export function sameAddress(email: string): string {
  return email.trim().toLowerCase()
}

/** As answers keep it: whoever has the database alone cannot tell whose it is. */
export function signedAddress(settings: Settings, email: string): string {
  return boxOf(settings)
    .sign(`address:${sameAddress(email)}`)
    .toString('base64url')
}

/** What the address has said to the site; undefined: nothing. */
export async function answerOf(
  settings: Settings,
  { site, email }: Addressed,
): Promise<'given' | 'declined' | undefined> {
  const row = await settings
    .selectFrom('address_answer')
    .select('answer')
    .where('site', '=', site)
    .where('address', '=', signedAddress(settings, email))
    .executeTakeFirst()
  if (row === undefined) return undefined
  return row.answer === 'given' ? 'given' : 'declined'
}

/**
 * What stands for an address that is typed in: its own answer, or else the word of whoever `speaks` for the site, its owner or a
 * program that an owner gave a token. Those who see the site themselves, at an address that they have shown to be theirs, are asked
 * by nobody.
 */
export async function consentOf(
  settings: Settings,
  addressed: Addressed,
  speaks: boolean,
): Promise<Consent> {
  const answer = await answerOf(settings, addressed)
  if (answer !== undefined) return answer
  return speaks || (await seesSite(settings, addressed)) ? 'given' : 'asked'
}

async function seesSite(settings: Settings, { site, email }: Addressed): Promise<boolean> {
  const row = await settings
    .selectFrom('user')
    .leftJoin('member', (join) => join.onRef('member.user', '=', 'user.id').on('site', '=', site))
    .select('user.id')
    .where('user.email', '=', sameAddress(email))
    .where('user.vouched', '>', 0)
    .where((is) =>
      is.or([is('user.role', 'is not', null), is('member.accepted_at', 'is not', null)]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/** Throws a 429 where the address, or the site's addresses together, were asked often enough in a day. */
export async function requireMayAsk(
  settings: Settings,
  { site, email }: Addressed,
  now: number,
): Promise<void> {
  const asked = settings
    .selectFrom('delivery')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', 'confirmation')
    .where('created_at', '>', now - DAY)
  const ofAddress = await asked.where('email', '=', sameAddress(email)).executeTakeFirstOrThrow()
  if (Number(ofAddress.count) >= MOST_A_DAY) {
    throw new Refusal(429, `this address was asked ${MOST_A_DAY} times within a day; wait for it`)
  }
  const ofSite = await asked.where('site', '=', site).executeTakeFirstOrThrow()
  if (Number(ofSite.count) >= MOST_OF_SITE_A_DAY) {
    const most = `${MOST_OF_SITE_A_DAY} addresses were asked within a day`
    throw new Refusal(429, `${most}; ask the others tomorrow, or let an owner of the site add them`)
  }
}
