import { z } from 'zod'
import { inSealedToken, sealedToken } from '../auth/sealed-token.ts'
import type { Settings } from '../settings/tables.ts'
import { PERS, type Per } from './schedule.ts'
import { LANGUAGES } from './texts/languages.ts'

/** What an unsubscribe link is about: the daily, weekly or monthly digests of a site to one address. */
const Subscription = z.object({
  site: z.int(),
  per: z.enum(PERS),
  email: z.string(),
  /** Of the page that it opens. */
  language: z.enum(LANGUAGES),
})
export type Subscription = z.infer<typeof Subscription>

const PLACE = 'digest subscription'
/** The end of an unsubscribe link; it holds whatever becomes of the digest. */
export function subscriptionToken(settings: Settings, subscription: Subscription): string {
  return sealedToken(settings, subscription, PLACE)
}

/** What the token is about; undefined where it is none of ours. */
export function subscriptionOf(settings: Settings, token: string): Subscription | undefined {
  const about = inSealedToken(settings, token, PLACE)
  return about === undefined ? undefined : Subscription.parse(about)
}

type About = Pick<Subscription, 'site' | 'per' | 'email'>

/** From now on the address gets none of them, whoever writes it in again. Once more changes nothing. */
export async function unsubscribe(
  settings: Settings,
  { site, per, email }: About,
  now: number,
): Promise<void> {
  const isThere = await settings
    .selectFrom('site')
    .select('id')
    .where('id', '=', site)
    .executeTakeFirst()
  if (!isThere) return
  await settings
    .insertInto('digest_unsubscribed')
    .values({ site, per, email, at: now })
    .onConflict((conflict) => conflict.columns(['site', 'per', 'email']).doNothing())
    .execute()
}

export async function subscribeAgain(
  settings: Settings,
  { site, per, email }: About,
): Promise<void> {
  await settings
    .deleteFrom('digest_unsubscribed')
    .where('site', '=', site)
    .where('per', '=', per)
    .where('email', '=', email)
    .execute()
}

export async function isUnsubscribed(
  settings: Settings,
  { site, per, email }: About,
): Promise<boolean> {
  return (await unsubscribedOf(settings, site))[per].has(email)
}

/** The addresses that want none of a site's digests so often. */
export async function unsubscribedOf(
  settings: Settings,
  site: number,
): Promise<Record<Per, ReadonlySet<string>>> {
  const rows = await settings
    .selectFrom('digest_unsubscribed')
    .select(['per', 'email'])
    .where('site', '=', site)
    .execute()
  const of = (per: Per) => new Set(rows.filter((row) => row.per === per).map(({ email }) => email))
  return { day: of('day'), week: of('week'), month: of('month') }
}
